using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Temper.Exporter.Web;

/// <summary>
/// Reads certificate files again when they change. Files that are invalid or unreadable leave the loaded certificates
/// in use, because a renewal may still be writing them.
/// </summary>
internal sealed partial class CertificateFiles
{
    /// <summary>The shortest time between two looks at the files, however many clients connect.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly TlsConfig _config;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private volatile Certificates _current;
    private long _lastLook;

    /// <exception cref="FormatException">The files are unreadable or invalid; the message is one line.</exception>
    public CertificateFiles(TlsConfig config, TimeProvider time, ILogger logger)
    {
        (_config, _time, _logger) = (config, time, logger);
        _current = Certificates.Load(config, CertificateTexts.Read(config));
        _lastLook = time.GetTimestamp();
        WarnOfExpiry();
    }

    /// <summary>Returns the certificates for a client that connects now.</summary>
    public Certificates Current()
    {
        // One thread looks; the others do not wait for it.
        if (_time.GetElapsedTime(Volatile.Read(ref _lastLook)) >= Interval && _gate.TryEnter())
        {
            try
            {
                Refresh();
            }
            finally
            {
                Volatile.Write(ref _lastLook, _time.GetTimestamp());
                _gate.Exit();
            }
        }

        return _current;
    }

    // The texts are compared rather than their dates, which a copy may preserve.
    private void Refresh()
    {
        try
        {
            var texts = CertificateTexts.Read(_config);
            if (texts != _current.Texts)
            {
                _current = Certificates.Load(_config, texts);
                LogReplaced(_logger, _current.Server.TargetCertificate.Subject, Expiry);
                WarnOfExpiry();
            }
        }
        catch (FormatException e)
        {
            LogKept(_logger, e.Message);
        }
    }

    private string Expiry => _current.Expiry.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private void WarnOfExpiry()
    {
        if (_current.Expiry < _time.GetUtcNow())
        {
            LogExpired(_logger, Expiry);
        }
    }

    [LoggerMessage(LogLevel.Information, "certificate replaced subject={Subject} expiry={Expiry}")]
    private static partial void LogReplaced(ILogger logger, string subject, string expiry);

    [LoggerMessage(LogLevel.Warning, "new certificate not used; the previous one stays in use error={Error}")]
    private static partial void LogKept(ILogger logger, string error);

    [LoggerMessage(LogLevel.Warning, "certificate has expired; replace it expiry={Expiry}")]
    private static partial void LogExpired(ILogger logger, string expiry);
}
