using Temper.Devices;

namespace Temper.CommandLine.Config;

/// <summary>Finds entries of the config file that match no device or sensor, which are usually misspelled.</summary>
internal static class UnmatchedEntries
{
    /// <summary>
    /// Returns one line for each entry for which the snapshot has no device at the port, or a reading without the
    /// sensor. A device without a reading proves nothing. The line begins with the list of the entry, and comes with
    /// the entry itself.
    /// </summary>
    /// <param name="config">The entries.</param>
    /// <param name="snapshot">The devices that were read.</param>
    /// <param name="isFiltered">Whether devices may be plugged in that the snapshot does not have.</param>
    public static IEnumerable<(object Entry, string Problem)> Of(
        UserConfig config,
        TemperSnapshot snapshot,
        bool isFiltered = false
    )
    {
        if (config is { Corrections.Count: 0, Names.All.Count: 0 })
        {
            return []; // as with most users, at every scrape
        }

        var corrections = config.Corrections.Select(entry => new Target(
            entry,
            "calibration",
            entry.PortPath,
            entry.Sensor,
            NameOf(entry.Quantity),
            entry.IsOf
        ));
        var names = config.Names.All.Select(entry => new Target(
            entry,
            "names",
            entry.PortPath,
            entry.Sensor,
            Quantity: null,
            entry.IsOf
        ));
        return from target in corrections.Concat(names)
            let problem = ProblemOf(target, snapshot, isFiltered)
            where problem is not null
            select (target.Entry, problem);
    }

    private static string? ProblemOf(Target target, TemperSnapshot snapshot, bool isFiltered)
    {
        var there = snapshot.Devices.Where(device => target.IsAt(device.PortPath)).ToList();
        if (there.Count == 0)
        {
            if (isFiltered || snapshot.Unsupported.Any(candidate => target.IsAt(candidate.PortPath)))
            {
                return null;
            }

            var pluggedIn = ListOf(snapshot.Devices.Select(device => device.PortPath));
            return $"{target.List}: no device at '{target.PortPath}'; plugged in: {pluggedIn}";
        }

        if (
            target.IsDevice
            || there.Exists(device => device.Reading is not { } reading || SensorsOf(reading).Any(target.Includes))
        )
        {
            return null;
        }

        var kind = target.Quantity is { } quantity ? $"{quantity} sensor" : "sensor";
        var named = target.Sensor is null ? "" : $" '{target.Sensor}'";
        var sensors = ListOf(
            there
                .SelectMany(device => SensorsOf(device.Reading!))
                .Select(sensor => $"'{sensor.Name}' {sensor.Quantity}")
        );
        return $"{target.List}: device at '{target.PortPath}' has no {kind}{named}; sensors: {sensors}";
    }

    private static IEnumerable<(string Name, string Quantity)> SensorsOf(Reading reading) =>
        reading
            .Sensors.Select(sensor => (sensor.Sensor, sensor.Quantity))
            .Concat(reading.Absent.Select(sensor => (sensor.Sensor, sensor.Quantity)))
            .Concat(reading.OutOfRange.Select(sensor => (sensor.Sensor, sensor.Quantity)))
            // The dew point is computed, so it has no correction of its own.
            .Where(sensor => sensor.Quantity != Quantity.DewPoint)
            .Select(sensor => (sensor.Sensor, NameOf(sensor.Quantity)));

    private static string NameOf(Quantity quantity) => quantity == Quantity.Temperature ? "temperature" : "humidity";

    private static string ListOf(IEnumerable<string> names) =>
        string.Join(", ", names) is { Length: > 0 } list ? list : "nothing";

    /// <summary>What an entry is about: a device, or its sensors with this name and this quantity.</summary>
    private sealed record Target(
        object Entry,
        string List,
        string PortPath,
        string? Sensor,
        string? Quantity,
        Func<string, bool> IsAt
    )
    {
        public bool IsDevice => Sensor is null && Quantity is null;

        public bool Includes((string Name, string Quantity) sensor) =>
            (Sensor ?? sensor.Name) == sensor.Name && (Quantity ?? sensor.Quantity) == sensor.Quantity;
    }
}
