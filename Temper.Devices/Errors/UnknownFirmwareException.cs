namespace Temper.Devices;

/// <summary>
/// The device's firmware version is in no row of the catalogue, so its bytes cannot be trusted to any formula.
/// </summary>
/// <param name="version">The version text, made printable.</param>
/// <param name="versionHex">The bytes of the version reply, in hex.</param>
public sealed class UnknownFirmwareException(string version, string versionHex)
    : TemperException(
        TemperErrorReason.UnknownFirmware,
        $"unknown firmware \"{version}\" ({versionHex}): please report it with what 'temper-read capture' prints "
            + "and the true temperature, as CONTRIBUTING.md describes, so that it can be added"
    )
{
    /// <summary>The version text, made printable.</summary>
    public string Version { get; } = version;

    /// <summary>The bytes of the version reply, in hex.</summary>
    public string VersionHex { get; } = versionHex;
}
