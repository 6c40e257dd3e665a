using Row = Temper.Devices.PrometheusNet.Metric<Temper.Devices.TemperSnapshot>;

namespace Temper.Devices.PrometheusNet;

/// <summary>
/// The table of all metrics of a snapshot. Readings have the names, HELP texts and labels of yrro/temper-exporter. The
/// other metrics help an operator when a reading is missing, late or frozen.
/// </summary>
internal static class SnapshotMetrics
{
    private const string OutOfRange = "range";

    // A device that is plugged in cannot fail with NotFound.
    private static readonly TemperErrorReason[] Reasons =
    [
        .. Enum.GetValues<TemperErrorReason>().Where(reason => reason != TemperErrorReason.NotFound),
    ];

    private static readonly string[] SensorLabels = ["name", "phy", "version"];
    private static readonly string[] DeviceLabels = ["phy"];

    /// <summary>Whether the last read of each device returned every value.</summary>
    public static readonly Row DeviceUp = OfDevices(
        "temper_device_up",
        "Whether the last read of the device returned every value",
        device => DeviceState.Of(device) == DeviceState.Ok ? 1 : 0
    );

    /// <summary>
    /// The dew point. yrro/temper-exporter does not have it, so the exporter serves it on request only.
    /// </summary>
    public static readonly Row DewPoint = OfReadings(
        "temper_dew_point_celsius",
        "Dew point, computed from temperature and humidity",
        Quantity.DewPoint
    );

    /// <summary>All metrics, in the order of the exposition.</summary>
    public static readonly IReadOnlyList<Row> All =
    [
        OfReadings("temper_temperature_celsius", "Temperature reading", Quantity.Temperature),
        OfReadings("temper_humidity_rh", "Relative humidity reading", Quantity.RelativeHumidity),
        DewPoint,
        DeviceUp,
        new(
            "temper_device_info",
            "Identity of the device; always 1",
            ["phy", "version", "family", "codec", "usb_id", "product", "node"],
            WriteInfo
        ),
        new("temper_devices", "Number of plugged-in devices by state", ["state"], WriteStates),
        OfDevices(
            "temper_device_reads_total",
            "Reads of the device, including failed ones",
            device => device.History.Reads
        ),
        new(
            "temper_device_read_errors_total",
            "Reads of the device that did not return every value, by reason",
            ["phy", "reason"],
            WriteErrors
        ),
        OfDevices(
            "temper_device_read_duration_seconds",
            "Duration of the last read of the device",
            device => device.History.LastDuration.TotalSeconds
        ),
        OfDevices(
            "temper_device_last_success_timestamp_seconds",
            "Time of the last read of the device that returned every value",
            device => device.History.LastSuccess is { } time ? Seconds(time) : null
        ),
        new(
            "temper_sensor_last_change_timestamp_seconds",
            "Time of the last change of the value of the sensor; long ago if the sensor is frozen",
            ["name", "phy", "quantity"],
            WriteChanges
        ),
        Row.Of(
            "temper_scrape_duration_seconds",
            "Duration of reading all devices",
            snapshot => snapshot.Duration.TotalSeconds
        ),
    ];

    private static Row OfReadings(string name, string help, Quantity quantity) =>
        new(
            name,
            help,
            SensorLabels,
            (snapshot, series) =>
            {
                foreach (var device in snapshot.Devices)
                {
                    foreach (var sensor in device.Reading?.Sensors ?? [])
                    {
                        if (sensor.Quantity == quantity)
                        {
                            series.Set(sensor.Value, sensor.Sensor, device.PortPath, device.Info!.Version);
                        }
                    }
                }
            }
        );

    private static Row OfDevices(string name, string help, Func<DeviceSnapshot, double?> valueOf) =>
        new(
            name,
            help,
            DeviceLabels,
            (snapshot, series) =>
            {
                foreach (var device in snapshot.Devices)
                {
                    series.Set(valueOf(device), device.PortPath);
                }
            }
        );

    private static void WriteInfo(TemperSnapshot snapshot, MetricSeries series)
    {
        foreach (var device in snapshot.Devices)
        {
            WriteInfo(series, device.Candidate, device.Info);
        }

        foreach (var candidate in snapshot.Unsupported)
        {
            WriteInfo(series, candidate, info: null);
        }
    }

    private static void WriteInfo(MetricSeries series, TemperCandidate candidate, TemperDeviceInfo? info)
    {
        var usb = candidate.Interface;
        series.Set(
            1,
            candidate.PortPath,
            info?.Version ?? "",
            info?.FirmwareFamily ?? "",
            info?.Codec ?? "",
            $"{usb.VendorId:x4}:{usb.ProductId:x4}",
            usb.ProductName,
            usb.Node
        );
    }

    private static void WriteStates(TemperSnapshot snapshot, MetricSeries series)
    {
        foreach (var state in DeviceState.All)
        {
            series.Set(DeviceState.Count(snapshot, state), state);
        }
    }

    // Reasons that never occurred have a series too, because increase() misses the error with which a series appears.
    private static void WriteErrors(TemperSnapshot snapshot, MetricSeries series)
    {
        foreach (var device in snapshot.Devices)
        {
            foreach (var reason in Reasons)
            {
                series.Set(device.History.Errors.GetValueOrDefault(reason), device.PortPath, TemperNames.Of(reason));
            }

            series.Set(device.History.ReadsWithOutOfRangeReading, device.PortPath, OutOfRange);
        }
    }

    private static void WriteChanges(TemperSnapshot snapshot, MetricSeries series)
    {
        foreach (var device in snapshot.Devices)
        {
            foreach (var (reading, since) in device.History.Values)
            {
                if (reading.Quantity is not Quantity.DewPoint) // it changes only with the two that it is computed from
                {
                    series.Set(Seconds(since), reading.Sensor, device.PortPath, TemperNames.Of(reading.Quantity));
                }
            }
        }
    }

    private static double Seconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;
}
