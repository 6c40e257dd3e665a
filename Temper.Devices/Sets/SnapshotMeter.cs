using System.Diagnostics.Metrics;

namespace Temper.Devices.Sets;

/// <summary>
/// The instruments that OpenTelemetry and <c>dotnet-counters</c> collect. They report the last snapshot: to collect
/// them asks no device anything.
/// </summary>
internal sealed class SnapshotMeter : IDisposable
{
    /// <summary>
    /// The time for which a snapshot is reported. If a set is no longer read, its values must disappear. Prometheus
    /// also considers a series stale after five minutes.
    /// </summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);

    private readonly Meter _meter;
    private readonly TimeProvider _time;
    private volatile TemperSnapshot? _last;

    public SnapshotMeter(IMeterFactory? factory, TimeProvider time)
    {
        _time = time;
        var options = new MeterOptions(TemperDeviceSet.MeterName);
        _meter = factory?.Create(options) ?? new Meter(options);
        Gauge("temper.temperature", "Cel", "Temperature of a sensor", Quantity.Temperature);
        Gauge("temper.relative_humidity", "%", "Relative humidity of a sensor", Quantity.RelativeHumidity);
        Gauge("temper.dew_point", "Cel", "Dew point, computed from temperature and humidity", Quantity.DewPoint);
        _meter.CreateObservableGauge(
            "temper.device.up",
            () => OfDevices(device => device.IsRead && device.Reading.OutOfRange.IsEmpty ? 1 : 0),
            unit: "1",
            "Whether the last read of a device returned every value"
        );
        _meter.CreateObservableCounter(
            "temper.device.reads",
            () => OfDevices(device => device.History.Reads),
            unit: "{read}",
            "Reads of a device, including failed ones"
        );
        _meter.CreateObservableCounter("temper.device.errors", Errors, unit: "{read}", "Failed reads, by reason");
    }

    private IEnumerable<DeviceSnapshot> Devices =>
        _last is { } last && _time.GetUtcNow() - last.TakenAt <= MaxAge ? last.Devices : [];

    /// <summary>Reports this snapshot from now on.</summary>
    public void Take(TemperSnapshot snapshot) => _last = snapshot;

    public void Dispose() => _meter.Dispose();

    private void Gauge(string name, string unit, string description, Quantity quantity) =>
        _meter.CreateObservableGauge(name, () => OfSensors(quantity), unit, description);

    private IEnumerable<Measurement<double>> OfSensors(Quantity quantity) =>
        from device in Devices
        where device.IsRead
        from sensor in device.Reading!.Sensors
        where sensor.Quantity == quantity
        select new Measurement<double>(
            sensor.Value,
            PortPath(device),
            new("temper.sensor", sensor.Sensor),
            new("temper.firmware", device.Info!.Version)
        );

    private IEnumerable<Measurement<long>> OfDevices(Func<DeviceSnapshot, long> value) =>
        Devices.Select(device => new Measurement<long>(value(device), PortPath(device)));

    private IEnumerable<Measurement<long>> Errors() =>
        from device in Devices
        from error in device.History.Errors
        select new Measurement<long>(error.Value, PortPath(device), new("error.type", TemperNames.Of(error.Key)));

    private static KeyValuePair<string, object?> PortPath(DeviceSnapshot device) =>
        new("temper.port_path", device.PortPath);
}
