namespace Temper.Devices;

/// <summary>
/// Thrown when the firmware version of a device is unknown, so that its bytes cannot be decoded reliably.
/// </summary>
public sealed class UnknownFirmwareException : TemperException
{
    private const string HowVersionsBegin = "TEMPer";

    /// <summary>Creates the error.</summary>
    /// <param name="version">The version text, made printable.</param>
    /// <param name="versionHex">The bytes of the version reply, in hex.</param>
    /// <param name="isRecordable">Whether <c>temper-read capture</c> can record such a device.</param>
    public UnknownFirmwareException(string version, string versionHex, bool isRecordable = true)
        : base(TemperErrorReason.UnknownFirmware, MessageOf(version, versionHex, isRecordable))
    {
        Version = version;
        VersionHex = versionHex;
    }

    /// <summary>The version text, made printable.</summary>
    public string Version { get; }

    /// <summary>The bytes of the version reply, in hex.</summary>
    public string VersionHex { get; }

    private static string MessageOf(string version, string versionHex, bool isRecordable) =>
        !version.StartsWith(HowVersionsBegin, StringComparison.Ordinal)
            ? $"not a TEMPer: it answered the firmware version query with \"{version}\" ({versionHex}); "
                + "exclude its port path (--device-exclude, TemperOptions.Filter)"
        : isRecordable
            ? $"unknown firmware \"{version}\" ({versionHex}); report it with the output of 'temper-read capture' "
                + "and the true temperature (see CONTRIBUTING.md)"
        : $"unknown firmware \"{version}\" ({versionHex}); report it with the true temperature "
            + "(see CONTRIBUTING.md)";
}
