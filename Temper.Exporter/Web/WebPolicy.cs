using Microsoft.Extensions.Logging;

namespace Temper.Exporter.Web;

/// <summary>What a web configuration asks for, ready to serve.</summary>
internal sealed class WebPolicy
{
    private WebPolicy(WebConfig config, PasswordQueue queue, TimeProvider time, ILogger logger)
    {
        if (config.Tls is not null || config.Users.Count > 0)
        {
            OpenSsl.Check();
        }

        Tls = config.Tls is { } tls ? new TlsPolicy(tls, time, logger) : null;
        Passwords = config.Users.Count > 0 ? new Passwords(config.Users, queue) : null;
        Limit = config.RateLimit is { } limit ? new TokenBucket(limit, time) : null;
        Headers = config.Headers;
    }

    /// <summary>Raised when another policy holds from now on.</summary>
    public event Action? Replaced;

    /// <summary>TLS, or <see langword="null"/> for plain HTTP.</summary>
    public TlsPolicy? Tls { get; }

    /// <summary>The users, or <see langword="null"/> if everyone may read.</summary>
    public Passwords? Passwords { get; }

    /// <summary>The limit on the rate of requests, or <see langword="null"/>.</summary>
    public TokenBucket? Limit { get; }

    /// <summary>Headers to add to every response.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; }

    /// <summary>Raises <see cref="Replaced"/>.</summary>
    public void OnReplaced() => Replaced?.Invoke();

    /// <summary>Loads a web configuration and the certificates that it names.</summary>
    /// <exception cref="FormatException">A file is unreadable or invalid; the message is one line.</exception>
    public static WebPolicy Load(string path, PasswordQueue queue, TimeProvider time, ILogger logger)
    {
        try
        {
            var config = WebConfigFile.Read(path);
            try
            {
                return new WebPolicy(config, queue, time, logger);
            }
            catch (FormatException e)
            {
                throw new FormatException($"{path}: {e.Message}", e);
            }
        }
        catch (FormatException e)
        {
            throw new FormatException($"--web.config.file: {e.Message}", e);
        }
    }
}
