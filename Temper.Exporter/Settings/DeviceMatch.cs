using System.Text.RegularExpressions;
using Temper.Devices;

namespace Temper.Exporter.Settings;

/// <summary>
/// A value of --device-include or --device-exclude: a USB id, a regular expression for the port path, or
/// <c>firmware=GLOB</c>. Backtracking is off because the texts that are matched come from the hardware, which must not
/// be able to make a match take forever.
/// </summary>
internal sealed partial class DeviceMatch
{
    private const string FirmwarePrefix = "firmware=";
    private const RegexOptions Matching = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private readonly Func<TemperCandidate, bool>? _matches;
    private readonly Regex? _firmware;

    private DeviceMatch(Func<TemperCandidate, bool> matches) => _matches = matches;

    private DeviceMatch(Regex firmware) => _firmware = firmware;

    /// <summary>Whether it matches firmware versions, which are unknown until the device was opened.</summary>
    public bool IsOfFirmware => _firmware is not null;

    /// <summary>Whether the port path or the USB id matches.</summary>
    public bool Matches(TemperCandidate candidate) => _matches?.Invoke(candidate) == true;

    /// <summary>Whether the whole firmware version matches.</summary>
    public bool Matches(string version) => _firmware?.IsMatch(version) == true;

    public static bool TryParse(string text, out DeviceMatch? match)
    {
        match = null;
        try
        {
            match =
                UsbIdForm().IsMatch(text) ? OfUsbId(text)
                : text.StartsWith(FirmwarePrefix, StringComparison.Ordinal) ? OfFirmware(text[FirmwarePrefix.Length..])
                : MisspelledPrefix().IsMatch(text) ? null
                : OfPortPath(text);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            // Not a regular expression, or one that does not work without backtracking.
        }

        return match is not null;
    }

    private static DeviceMatch OfUsbId(string id) =>
        new(candidate => id.Equals(candidate.UsbId.ToString(), StringComparison.OrdinalIgnoreCase));

    // Matches the whole port path, with or without the interface.
    private static DeviceMatch OfPortPath(string pattern)
    {
        var regex = new Regex($"^(?:{pattern})(?:/.*)?$", Matching);
        return new(candidate => regex.IsMatch(candidate.PortPath));
    }

    private static DeviceMatch? OfFirmware(string glob)
    {
        var pattern = Regex
            .Escape(glob)
            .Replace("\\*", ".*", StringComparison.Ordinal)
            .Replace("\\?", ".", StringComparison.Ordinal);
        return glob.Length == 0 ? null : new(new Regex($"^{pattern}\\z", Matching | RegexOptions.Singleline));
    }

    [GeneratedRegex("^[0-9a-fA-F]{4}:[0-9a-fA-F]{4}$")]
    private static partial Regex UsbIdForm();

    // No port path begins so.
    [GeneratedRegex("^[A-Za-z]+=")]
    private static partial Regex MisspelledPrefix();
}
