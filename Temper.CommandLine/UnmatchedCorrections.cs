using Temper.Devices;

namespace Temper.CommandLine;

/// <summary>Finds the entries of a calibration file that match no sensor, which are usually misspelled.</summary>
internal static class UnmatchedCorrections
{
    /// <summary>
    /// Returns the entries for which the snapshot has no device at the port, or a reading without the sensor. A device
    /// without a reading proves nothing. Each entry comes with one line that describes the problem.
    /// </summary>
    public static IEnumerable<(Correction Correction, string Problem)> Of(
        IReadOnlyList<Correction> corrections,
        TemperSnapshot snapshot
    ) =>
        from correction in corrections
        let problem = ProblemOf(correction, snapshot)
        where problem is not null
        select (correction, problem);

    private static string? ProblemOf(Correction correction, TemperSnapshot snapshot)
    {
        var there = snapshot.Devices.Where(device => correction.IsOf(device.PortPath)).ToList();
        if (there.Count == 0)
        {
            var pluggedIn = ListOf(snapshot.Devices.Select(device => device.PortPath));
            return $"no device at '{correction.PortPath}'; plugged in: {pluggedIn}";
        }

        if (
            there.Exists(device =>
                device.Reading is not { } reading || SensorsOf(reading).Any(sensor => IsOf(correction, sensor))
            )
        )
        {
            return null;
        }

        var named = correction.Sensor is null ? "" : $" '{correction.Sensor}'";
        var sensors = ListOf(
            there
                .SelectMany(device => SensorsOf(device.Reading!))
                .Select(sensor => $"'{sensor.Name}' {NameOf(sensor.Quantity)}")
        );
        var quantity = NameOf(correction.Quantity);
        return $"device at '{correction.PortPath}' has no {quantity} sensor{named}; sensors: {sensors}";
    }

    private static IEnumerable<(string Name, Quantity Quantity)> SensorsOf(Reading reading) =>
        reading
            .Sensors.Select(sensor => (sensor.Sensor, sensor.Quantity))
            .Concat(reading.Absent.Select(sensor => (sensor.Sensor, sensor.Quantity)))
            .Concat(reading.OutOfRange.Select(sensor => (sensor.Sensor, sensor.Quantity)))
            // The dew point is computed, so it has no correction of its own.
            .Where(sensor => sensor.Quantity != Quantity.DewPoint);

    private static bool IsOf(Correction correction, (string Name, Quantity Quantity) sensor) =>
        sensor.Quantity == correction.Quantity && (correction.Sensor is null || correction.Sensor == sensor.Name);

    private static string NameOf(Quantity quantity) => quantity == Quantity.Temperature ? "temperature" : "humidity";

    private static string ListOf(IEnumerable<string> names) =>
        string.Join(", ", names) is { Length: > 0 } list ? list : "nothing";
}
