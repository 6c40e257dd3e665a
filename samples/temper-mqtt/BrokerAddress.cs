namespace Temper.Mqtt;

/// <summary>The address of a broker, such as <c>mqtts://broker.example:8883</c>.</summary>
/// <param name="Host">The host's name or IP address, without brackets.</param>
/// <param name="Port">The TCP port.</param>
/// <param name="UsesTls">Whether to connect with TLS.</param>
internal sealed record BrokerAddress(string Host, int Port, bool UsesTls)
{
    private const string Plain = "mqtt";
    private const string Encrypted = "mqtts";
    private const int PlainPort = 1883; // registered with IANA as mqtt, 8883 as secure-mqtt
    private const int EncryptedPort = 8883;

    /// <summary>Whether the host is this machine by its name.</summary>
    public bool IsLocal => new Uri(ToString()).IsLoopback;

    /// <summary>Parses an address.</summary>
    /// <exception cref="FormatException">The text is not an address; the message quotes it, without a password.
    /// </exception>
    public static BrokerAddress Parse(string text)
    {
        if (text.Contains('@', StringComparison.Ordinal))
        {
            // Other users of the machine see command lines.
            throw new FormatException("a user or password in the address; give --user and --password-file instead");
        }

        return
            Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && uri is { Scheme: Plain or Encrypted, Host.Length: > 0, PathAndQuery: "" or "/", Fragment: "" }
            ? new BrokerAddress(
                uri.IdnHost.Trim('[', ']'),
                uri.Port > 0 ? uri.Port
                    : uri.Scheme == Plain ? PlainPort
                    : EncryptedPort,
                uri.Scheme == Encrypted
            )
            : throw new FormatException($"'{text}' is not an address such as mqtt://broker or mqtts://broker:8883");
    }

    public override string ToString() =>
        $"{(UsesTls ? Encrypted : Plain)}://{(Host.Contains(':') ? $"[{Host}]" : Host)}:{Port}";
}
