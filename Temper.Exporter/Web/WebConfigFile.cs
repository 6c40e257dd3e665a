using System.Text.RegularExpressions;
using Temper.CommandLine;

namespace Temper.Exporter.Web;

/// <summary>
/// Reads the web configuration: the YAML file that all exporters of the Prometheus project share. Source: the page
/// web-configuration of github.com/prometheus/exporter-toolkit. What cannot be honoured is an error, never ignored.
/// </summary>
internal static partial class WebConfigFile
{
    // Verifying takes twice as long with each step. The first scrape waits for it, also on a small computer.
    private const int MaxCost = 14;

    private static readonly Dictionary<string, string[]> HeaderValues = new()
    {
        ["Content-Security-Policy"] = [],
        ["Strict-Transport-Security"] = [],
        ["X-Content-Type-Options"] = ["nosniff"],
        ["X-Frame-Options"] = ["deny", "sameorigin"],
        ["X-XSS-Protection"] = [],
    };

    /// <summary>Reads the file. Names of files in it are relative to its folder.</summary>
    /// <exception cref="FormatException">The file is unreadable or invalid; the message is one line.</exception>
    public static WebConfig Read(string path) =>
        YamlFile.Read(path, map => Parse(map, Path.GetDirectoryName(Path.GetFullPath(path))!));

    /// <summary>Converts the content of a file.</summary>
    /// <exception cref="FormatException">It is invalid; the message names the line and the column.</exception>
    public static WebConfig Parse(YamlMap map, string folder)
    {
        var root = new YamlSection(
            "",
            map,
            "tls_server_config",
            "http_server_config",
            "basic_auth_users",
            "rate_limit"
        );
        return new WebConfig
        {
            Tls = root.Map("tls_server_config") is { } tls ? TlsSection.Parse(tls, folder) : null,
            Headers = root.Map("http_server_config") is { } http ? ParseHttp(http) : [],
            Users = ParseUsers(root),
            RateLimit = root.Map("rate_limit") is { } limit ? ParseLimit(limit) : null,
        };
    }

    private static List<(string Name, string Value)> ParseHttp(YamlMap map)
    {
        var section = new YamlSection("http_server_config", map, "http2", "headers");
        if (section.Flag("http2") == true)
        {
            throw section.Error("http2", "HTTP/2 is not supported; remove the key or set it to false");
        }

        var headers = new List<(string Name, string Value)>();
        foreach (var (key, value) in section.TextsByKey("headers"))
        {
            CheckHeader(key, value);
            if (value.Length > 0)
            {
                headers.Add((key.Text, value));
            }
        }

        return headers;
    }

    private static void CheckHeader(YamlScalar key, string value)
    {
        if (!HeaderValues.TryGetValue(key.Text, out var values))
        {
            throw key.Error(
                $"header '{key.Text}' cannot be configured"
                    + Spelling.Hint(key.Text, HeaderValues.Keys, $"headers: {string.Join(", ", HeaderValues.Keys)}")
            );
        }

        if (value.Length > 0 && values.Length > 0 && !values.Contains(value))
        {
            throw key.Error($"{key.Text}: '{value}' is not one of {string.Join(", ", values)}");
        }

        if (value.Any(character => character is < ' ' or > '~'))
        {
            throw key.Error($"{key.Text}: only printable ASCII characters are allowed in a header");
        }
    }

    private static Dictionary<string, string> ParseUsers(YamlSection root)
    {
        var users = new Dictionary<string, string>();
        foreach (var (user, hash) in root.TextsByKey("basic_auth_users"))
        {
            if (user.Text.Length == 0 || user.Text.Contains(':', StringComparison.Ordinal))
            {
                throw user.Error("a user name must not be empty or contain ':'");
            }

            // The message does not quote the hash, which is a secret, or even a password.
            if (!BcryptHash().IsMatch(hash))
            {
                throw user.Error(
                    $"the password of '{user.Text}' is not a bcrypt hash; 'htpasswd -nBC 10 USER' prints one"
                );
            }

            if (int.Parse(hash.Split('$')[2], provider: null) > MaxCost)
            {
                throw user.Error($"the hash of '{user.Text}' costs more than {MaxCost}; create it with less");
            }

            users.Add(user.Text, hash);
        }

        return users;
    }

    private static RateLimit? ParseLimit(YamlMap map)
    {
        var section = new YamlSection("rate_limit", map, "interval", "burst");
        var text = section.Text("interval") ?? "0";
        if (!Durations.TryParse(text, out var interval))
        {
            throw section.Error("interval", $"'{text}' is not a duration, such as 1s, 500ms or 1m30s");
        }

        if (interval == TimeSpan.Zero)
        {
            return null;
        }

        var burst = section.Number("burst") ?? 0;
        return burst > 0
            ? new RateLimit(interval, burst)
            : throw section.Error("burst", "must be at least 1; otherwise every request would be rejected");
    }

    [GeneratedRegex(@"^\$2[aby]?\$(0[4-9]|[12][0-9]|3[01])\$[./A-Za-z0-9]{53}\z")]
    private static partial Regex BcryptHash();
}
