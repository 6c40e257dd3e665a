using System.Globalization;
using Temper.CommandLine;
using Temper.Devices;

namespace Temper.Read.Check;

/// <summary>
/// The result of a check: a status, and one line of text and performance data. A device that fails makes it unknown,
/// unless another value is worse.
/// </summary>
internal sealed record CheckReport(CheckStatus Status, string Line)
{
    // From bad to good, as the Monitoring Plugins order them: an alert is worse than not knowing.
    private static readonly CheckStatus[] WorstFirst =
    [
        CheckStatus.Critical,
        CheckStatus.Warning,
        CheckStatus.Unknown,
        CheckStatus.Ok,
    ];

    /// <summary>Returns the result of a check that could not be made.</summary>
    public static CheckReport Unknown(string reason) => Of([new(CheckStatus.Unknown, reason)]);

    /// <summary>Checks the readings of a snapshot.</summary>
    public static CheckReport Of(TemperSnapshot snapshot, CheckOptions options)
    {
        var items = snapshot.Devices.SelectMany(device => ItemsOf(device, options)).ToList();
        return items.Count > 0 ? Of(items) : Unknown(ReasonOfNone(snapshot, options));
    }

    private static CheckReport Of(IReadOnlyList<Item> items)
    {
        var sorted = items.OrderBy(item => Array.IndexOf(WorstFirst, item.Status)).ToList();
        var status = sorted[0].Status;
        var text = Inert(string.Join(", ", sorted.Select(item => item.Text)));
        var values = string.Concat(items.Select(item => item.PerformanceData).OfType<string>().Select(d => $" {d}"));
        return new(
            status,
            $"TEMPER {status.ToString().ToUpperInvariant()}: {text}{(values.Length > 0 ? " |" : "")}{values}"
        );
    }

    private static IEnumerable<Item> ItemsOf(DeviceSnapshot device, CheckOptions options)
    {
        if (device.Reading is not { } reading)
        {
            return
            [
                new(
                    CheckStatus.Unknown,
                    $"{options.Names.OfDevice(device.PortPath) ?? device.PortPath}: " + device.Error!.Message
                ),
            ];
        }

        return reading
            .Sensors.Where(sensor => IsWanted(sensor.Sensor, sensor.Quantity))
            .Select(sensor => ItemOf(device.PortPath, sensor, options))
            .Concat(
                reading
                    .OutOfRange.Where(sensor => IsWanted(sensor.Sensor, sensor.Quantity))
                    .Select(sensor => new Item(
                        CheckStatus.Unknown,
                        $"{NameOf(device.PortPath, sensor.Sensor, options)} is out of range; replug the device"
                    ))
            )
            .Concat(
                // A probe that is not plugged in is only missed by a check of this very sensor.
                reading
                    .Absent.Where(sensor => options.Sensor is not null && IsWanted(sensor.Sensor, sensor.Quantity))
                    .Select(sensor => new Item(
                        CheckStatus.Unknown,
                        $"{NameOf(device.PortPath, sensor.Sensor, options)} has no probe"
                    ))
            );

        bool IsWanted(string sensor, Quantity quantity) =>
            quantity == options.Quantity
            && (
                options.Sensor is null
                || options.Sensor == sensor
                || options.Sensor == options.Names.OfSensor(device.PortPath, sensor)
            );
    }

    private static Item ItemOf(string portPath, SensorReading sensor, CheckOptions options)
    {
        var (status, alert) =
            options.Critical?.Alerts(sensor.Value) == true ? (CheckStatus.Critical, options.Critical)
            : options.Warning?.Alerts(sensor.Value) == true ? (CheckStatus.Warning, options.Warning)
            : (CheckStatus.Ok, null);
        var unit = options.Quantity == Quantity.RelativeHumidity ? "%" : "C";
        var name = NameOf(portPath, sensor.Sensor, options);
        var text = string.Create(CultureInfo.InvariantCulture, $"{name} {sensor.Value:0.00} {unit}");
        var value = string.Create(CultureInfo.InvariantCulture, $"{sensor.Value:0.####}{unit}");
        return new(
            status,
            alert is null ? text : $"{text} {alert.ReasonOf(sensor.Value)}",
            $"'{LabelOf(portPath, sensor.Sensor)}'={value};{options.Warning?.Text};{options.Critical?.Text}"
        );
    }

    private static string ReasonOfNone(TemperSnapshot snapshot, CheckOptions options)
    {
        var quantity = options.Quantity == Quantity.RelativeHumidity ? "humidity" : "temperature";
        var sensors = snapshot.Devices.SelectMany(device =>
            device.Reading!.Sensors.Select(sensor => $"'{sensor.Sensor}' {TemperNames.Of(sensor.Quantity)}")
        );
        return snapshot.Devices.IsEmpty
            ? snapshot.Unsupported is [var first, ..]
                ? $"{first.PortPath}: {first.Unsupported}"
                : "no device found; plug in a TEMPer stick, or check that the kernel sees it (lsusb)"
            : $"no {quantity} sensor{(options.Sensor is null ? "" : $" '{options.Sensor}'")}; "
                + $"sensors: {string.Join(", ", sensors.Distinct())}";
    }

    private static string NameOf(string portPath, string sensor, CheckOptions options) =>
        options.Names.OfSensor(portPath, sensor)
        ?? $"{options.Names.OfDevice(portPath) ?? PortOf(portPath)} {sensor}".TrimEnd();

    // The label names a time series, so it does not depend on the user's names. It must not have = and '.
    private static string LabelOf(string portPath, string sensor) =>
        Inert((sensor.Length > 0 ? $"{PortOf(portPath)}_{sensor}" : PortOf(portPath)).Replace('=', '_'))
            .Replace('\'', '_');

    private static string PortOf(string portPath) => portPath.Split('/', 2)[0];

    // A bar begins the performance data.
    private static string Inert(string text) => TerminalText.Of(text).Replace('|', '/');

    private sealed record Item(CheckStatus Status, string Text, string? PerformanceData = null);
}
