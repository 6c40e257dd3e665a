using System.Text;

namespace Temper.Mqtt;

/// <summary>
/// Topics and ids. They depend on the host's name and the device's port path only, so that they are the same after a
/// restart, and Home Assistant keeps the history of each sensor.
/// </summary>
internal sealed class Topics(string prefix, string discoveryPrefix, string host)
{
    /// <summary>What <see cref="TryParsePrefix"/> accepts, as it follows "is not ".</summary>
    public const string PrefixRule = "a topic without #, + and control characters that neither begins nor ends with /";

    private const int MaxPrefixLength = 200;
    private const string AvailabilityLevel = "availability";

    private readonly string _root = $"{prefix}/{IdOf(host)}";

    /// <summary>The host's name.</summary>
    public string Host => host;

    /// <summary>The MQTT client id. It is stable, so that the broker replaces a connection that was lost.</summary>
    public string ClientId => $"temper-mqtt-{IdOf(host)}";

    /// <summary>Whether the program is connected: <c>online</c>, or by the last will <c>offline</c>.</summary>
    public string Status => $"{_root}/status";

    /// <summary>Matches <see cref="AvailabilityOf"/> of all devices.</summary>
    public string AnyAvailability => $"{_root}/+/{AvailabilityLevel}";

    /// <summary>Where Home Assistant publishes <c>online</c> when it has started.</summary>
    public string HomeAssistantStatus => $"{discoveryPrefix}/status";

    /// <summary>The readings and the state of a device.</summary>
    public string StateOf(string portId) => $"{_root}/{portId}/state";

    /// <summary>Whether a device is read: <c>online</c> or <c>offline</c>.</summary>
    public string AvailabilityOf(string portId) => $"{_root}/{portId}/{AvailabilityLevel}";

    /// <summary>The announcement of a device for Home Assistant.</summary>
    public string DiscoveryOf(string portId) => $"{discoveryPrefix}/device/{DeviceIdOf(portId)}/config";

    /// <summary>The id of a device, unique among all hosts.</summary>
    public string DeviceIdOf(string portId) => $"temper_{IdOf(host)}_{portId}";

    /// <summary>Returns the port id in a topic of <see cref="AnyAvailability"/>, or <see langword="null"/>.</summary>
    public string? PortIdIn(string availabilityTopic) =>
        availabilityTopic.StartsWith(_root + "/", StringComparison.Ordinal)
        && availabilityTopic[(_root.Length + 1)..].Split('/') is [var id, AvailabilityLevel]
        && id == IdOf(id)
            ? id
            : null;

    /// <summary>
    /// Replaces what Home Assistant does not allow in ids: all but ASCII letters, digits, <c>_</c> and <c>-</c>.
    /// </summary>
    public static string IdOf(string text)
    {
        var id = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            id.Append(char.IsAsciiLetterOrDigit(character) || character is '_' or '-' ? character : '_');
        }

        return id.ToString();
    }

    /// <summary>Accepts a prefix of topics to publish to.</summary>
    public static bool TryParsePrefix(string text, out string? prefix)
    {
        prefix = text;
        return text is [not '/' and not '$', ..] and [.., not '/'] // brokers keep $ for themselves
            && text.Length <= MaxPrefixLength
            && !text.Any(character =>
                character is '#' or '+' || char.IsControl(character) || char.IsSurrogate(character)
            );
    }
}
