using System.Collections.Immutable;
using Temper.Devices.Catalogue;
using Temper.Devices.Protocol;

namespace Temper.Devices;

/// <summary>A family of firmware versions that this library decodes alike: one row of its catalogue.</summary>
public sealed class SupportedFirmware
{
    private SupportedFirmware(FirmwareFamily family)
    {
        Family = family.Id;
        SoldAs = family.SoldAs;
        Versions = [.. family.Versions.Select(version => version.IsPrefix ? $"{version.Text}*" : version.Text)];
        UsbIds = family.UsbIds;
        Sensors = [.. family.Reports.SelectMany(report => report.Sensors).Select(slot => slot.Sensor).Distinct()];
        HasHumidity = family.Codec.WordCount > 1;
        Codec = family.Codec.Name;
        Evidence = family.Evidence;
        Source = family.Source;
    }

    /// <summary>All families. No firmware version belongs to two of them.</summary>
    public static ImmutableArray<SupportedFirmware> All { get; } =
    [.. FirmwareCatalogue.Families.Select(family => new SupportedFirmware(family))];

    /// <summary>
    /// Short name of the family, such as <c>fm75-2</c>; see <see cref="TemperDeviceInfo.FirmwareFamily"/>.
    /// </summary>
    public string Family { get; }

    /// <summary>What these devices are sold as, such as <c>TEMPer2</c>.</summary>
    public string SoldAs { get; }

    /// <summary>The firmware versions; a <c>*</c> at the end stands for any further characters.</summary>
    public ImmutableArray<string> Versions { get; }

    /// <summary>USB ids that these devices have been seen with.</summary>
    public ImmutableArray<UsbId> UsbIds { get; }

    /// <summary>Names of the sensors that a device can have: <c>internal</c>, <c>external</c>, or empty.</summary>
    public ImmutableArray<string> Sensors { get; }

    /// <summary>Whether the devices measure relative humidity beside temperature.</summary>
    public bool HasHumidity { get; }

    /// <summary>The codec that decodes the readings, such as <c>fm75</c>; it is named after the sensor chip.</summary>
    public string Codec { get; }

    /// <summary>How well the decoding is proven.</summary>
    public Evidence Evidence { get; }

    /// <summary>Where the facts come from.</summary>
    public string Source { get; }

    /// <summary>Finds the family of a firmware version.</summary>
    /// <param name="version">The version as the device reports it, such as <c>TEMPer2_M12_V1.3</c>.</param>
    /// <returns>The family, or <see langword="null"/> for an unknown version.</returns>
    public static SupportedFirmware? Find(string version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return FirmwareCatalogue.Find(FirmwareVersion.FromText(version)) is { } family
            ? All.First(row => row.Family == family.Id)
            : null;
    }
}
