using Temper.CommandLine;
using Temper.CommandLine.Config;
using Temper.Devices;

namespace Temper.Read;

/// <summary>Writes bare numbers, one per line, for shell scripts.</summary>
/// <param name="units">The units of temperatures.</param>
/// <param name="names">The user's names.</param>
/// <param name="sensor">The name or the label of the sensor to print; <see langword="null"/> for all.</param>
internal sealed class PlainReport(Units units, DeviceNames names, string? sensor) : IWatchReport
{
    public string Beginning => "";

    public string Ending => "";

    public string TextOf(TemperSnapshot snapshot) =>
        string.Concat(
            from device in snapshot.Devices
            from reading in device.Reading?.Sensors ?? []
            where IsWanted(device, reading.Sensor)
            select $"{units.NumberOf(reading)}\n"
        );

    public string FailuresOf(TemperSnapshot snapshot) => ReadingReport.FailuresOf(snapshot) + MissingFrom(snapshot);

    /// <summary>Creates the report that options ask for.</summary>
    public static PlainReport Of(ReportOptions options) => new(options.Units, options.Config.Names, options.Sensor);

    /// <summary>
    /// Returns one line that says why the wanted sensor has no value, or an empty text if it has one. If no device was
    /// read, the failures of the devices say why.
    /// </summary>
    public string MissingFrom(TemperSnapshot snapshot)
    {
        if (sensor is null || snapshot.Devices.All(device => !device.IsRead) || TextOf(snapshot).Length > 0)
        {
            return "";
        }

        var known = snapshot.Devices.SelectMany(SensorsOf).Distinct().Select(name => $"'{name}'");
        var isKnown = snapshot.Devices.Any(device => SensorsOf(device).Any(name => IsWanted(device, name)));
        var reason = isKnown
            ? $"'{sensor}' has no value; check its probe"
            : $"no sensor '{sensor}'; sensors: {string.Join(", ", known)}";
        return ErrorLine.Of("temper-read", $"--sensor: {reason}") + "\n";
    }

    private bool IsWanted(DeviceSnapshot device, string name) =>
        sensor is null || name == sensor || names.Of(device.PortPath, name) == sensor;

    private static IEnumerable<string> SensorsOf(DeviceSnapshot device) =>
        device.Reading is { } reading
            ? reading
                .Sensors.Select(found => found.Sensor)
                .Concat(reading.Absent.Select(absent => absent.Sensor))
                .Concat(reading.OutOfRange.Select(found => found.Sensor))
            : [];
}
