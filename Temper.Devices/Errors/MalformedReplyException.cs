namespace Temper.Devices;

/// <summary>The device answered, but with bytes that are no valid reply.</summary>
/// <param name="expected">What a valid reply looks like, in words.</param>
/// <param name="actualHex">The reports that came, in hex, separated by spaces.</param>
public sealed class MalformedReplyException(string expected, string actualHex)
    : TemperException(TemperErrorReason.Malformed, $"malformed reply: expected {expected}, got {actualHex}")
{
    /// <summary>What a valid reply looks like, in words.</summary>
    public string Expected { get; } = expected;

    /// <summary>The reports that came, in hex, separated by spaces.</summary>
    public string ActualHex { get; } = actualHex;
}
