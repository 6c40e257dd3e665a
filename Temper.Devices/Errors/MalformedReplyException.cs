namespace Temper.Devices;

/// <summary>Thrown when the device answers with bytes that are not a valid reply.</summary>
public sealed class MalformedReplyException : TemperException
{
    /// <summary>Creates the error.</summary>
    /// <param name="expected">A description of a valid reply.</param>
    /// <param name="actualHex">The received reports, in hex, separated by spaces.</param>
    public MalformedReplyException(string expected, string actualHex)
        : this(expected, actualHex, MessageOf(expected, actualHex)) { }

    private MalformedReplyException(string expected, string actualHex, string message)
        : base(TemperErrorReason.Malformed, message)
    {
        Expected = expected;
        ActualHex = actualHex;
    }

    /// <summary>A description of a valid reply.</summary>
    public string Expected { get; }

    /// <summary>The received reports or lines of text, in hex, separated by spaces.</summary>
    public string ActualHex { get; }

    /// <summary>Creates the error of a device that speaks text, with a message that quotes the text.</summary>
    internal static MalformedReplyException OfText(string expected, string actualHex, string quotedText) =>
        new(expected, actualHex, MessageOf(expected, quotedText));

    /// <summary>Creates the error of a device that reports that it has identified none of its sensors.</summary>
    internal static MalformedReplyException NoSensor(string expected, string actualHex, string quotedText) =>
        new(expected, actualHex, $"the device reports that it has identified no sensor ({quotedText}); replug it");

    private static string MessageOf(string expected, string actual) =>
        $"malformed reply: expected {expected}, got {actual}";
}
