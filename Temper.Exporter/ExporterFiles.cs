using Microsoft.Extensions.Logging;
using Temper.Devices;
using Temper.Exporter.Hosting;
using Temper.Exporter.Settings;
using Temper.Exporter.Web;

namespace Temper.Exporter;

/// <summary>The files that the flags name, and what they say.</summary>
internal sealed class ExporterFiles
{
    private readonly ExporterOptions _options;

    private ExporterFiles(ExporterOptions options, ILoggerFactory logging)
    {
        _options = options;
        var config = options.Devices.ReadConfig();
        Config = new CurrentConfig(config);
        // The exporter answers on the thread of the last device. Nothing that it does there waits.
        Devices = options.Devices.ToTemperOptions(config, logging) with
        {
            AllowSynchronousContinuations = true,
        };
        Web = options.WebConfigFile is { } file
            ? new WebAccess(file, TimeProvider.System, logging.CreateLogger(ExporterLogging.Repeated))
            : null;
    }

    /// <summary>The options for the devices.</summary>
    public TemperOptions Devices { get; }

    /// <summary>What the file of --config says; nothing if there is none.</summary>
    public CurrentConfig Config { get; }

    /// <summary>What the file of --web.config.file asks for, or <see langword="null"/> if there is none.</summary>
    public WebAccess? Web { get; }

    /// <summary>
    /// Reads all files, but stops waiting for them when the token is cancelled, because opening a FIFO can block
    /// forever.
    /// </summary>
    /// <exception cref="FormatException">A file is unreadable or invalid; the message is one line.</exception>
    /// <exception cref="PlatformNotSupportedException">Devices cannot be read on this system; the message is one line.
    /// </exception>
    public static Task<ExporterFiles> ReadAsync(
        ExporterOptions options,
        ILoggerFactory logging,
        CancellationToken stop
    ) => Task.Run(() => new ExporterFiles(options, logging), CancellationToken.None).WaitAsync(stop);

    /// <summary>Creates the reload of the files. That of --simulate is not read again.</summary>
    public ConfigReload ReloadFor(TemperDeviceSet devices)
    {
        var files = new List<Func<Action>>();
        if (_options.Devices.ConfigFile is not null)
        {
            files.Add(() =>
            {
                var config = _options.Devices.ReadConfig();
                return () => (Config.Value, devices.Corrections) = (config, config.Corrections);
            });
        }

        if (Web is { } web)
        {
            files.Add(() =>
            {
                var policy = web.Load();
                return () => web.Policy = policy;
            });
        }

        return new ConfigReload(files, TimeProvider.System);
    }
}
