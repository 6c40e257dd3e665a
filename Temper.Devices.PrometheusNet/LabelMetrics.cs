using Row = Temper.Devices.PrometheusNet.Metric<Temper.Devices.PrometheusNet.LabelledSnapshot>;

namespace Temper.Devices.PrometheusNet;

/// <summary>
/// The metrics that carry the user's own names, to join on. The readings do not have the names as labels, because a new
/// name would begin a new series.
/// </summary>
internal static class LabelMetrics
{
    /// <summary>Both metrics, in the order of the exposition.</summary>
    public static readonly IReadOnlyList<Row> All =
    [
        new("temper_device_label", "Name of the device in the config file; always 1", ["phy", "label"], WriteDevices),
        new(
            "temper_sensor_label",
            "Name of the sensor, or else of its device, in the config file; always 1",
            ["name", "phy", "label"],
            WriteSensors
        ),
    ];

    private static void WriteDevices(LabelledSnapshot source, MetricSeries series)
    {
        foreach (var device in source.Snapshot.Devices)
        {
            Write(series, source.OfDevice(device.PortPath), device.PortPath);
        }
    }

    // The sensors of the history include those of a device that fails now, whose metrics need the name too.
    private static void WriteSensors(LabelledSnapshot source, MetricSeries series)
    {
        foreach (var device in source.Snapshot.Devices)
        {
            foreach (var sensor in device.History.Values.Select(value => value.Reading.Sensor).Distinct())
            {
                Write(series, source.OfSensor(device.PortPath, sensor), sensor, device.PortPath);
            }
        }
    }

    private static void Write(MetricSeries series, string? label, params ReadOnlySpan<string> others)
    {
        if (label is not null)
        {
            series.Set(1, [.. others, label]);
        }
    }
}

/// <summary>A snapshot, and the names of what it has.</summary>
/// <param name="Snapshot">All devices.</param>
/// <param name="OfDevice">Returns the name of the device in a port.</param>
/// <param name="OfSensor">Returns the name of a sensor, or else that of its device.</param>
internal sealed record LabelledSnapshot(
    TemperSnapshot Snapshot,
    Func<string, string?> OfDevice,
    Func<string, string, string?> OfSensor
);
