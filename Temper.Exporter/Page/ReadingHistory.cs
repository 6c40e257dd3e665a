using Temper.Devices;

namespace Temper.Exporter.Page;

/// <summary>
/// The last hour of every sensor, from the snapshots that were served; bounded, whoever asks how often.
/// </summary>
internal sealed class ReadingHistory
{
    private const int MaxSensors = 256; // only a device that makes up port paths gets here
    private static readonly TimeSpan Span = TimeSpan.FromHours(1);
    private static readonly TimeSpan Spacing = TimeSpan.FromSeconds(10); // a pixel or two in a plot of an hour

    private readonly Lock _gate = new();
    private readonly Dictionary<SensorKey, List<HistoryPoint>> _sensors = [];
    private readonly Dictionary<string, Owner> _owners = new(StringComparer.Ordinal); // by port path

    public void Add(TemperSnapshot snapshot)
    {
        var values = new Dictionary<SensorKey, double>();
        foreach (var device in snapshot.Devices)
        {
            foreach (var sensor in device.Reading?.Sensors ?? [])
            {
                values[new(device.PortPath, sensor.Sensor, sensor.Quantity)] = sensor.Value;
            }
        }

        lock (_gate)
        {
            Forget(snapshot.TakenAt);
            foreach (var device in snapshot.Devices)
            {
                TakeOver(device);
            }

            foreach (var key in values.Keys.Where(key => !_sensors.ContainsKey(key)).Take(MaxSensors - _sensors.Count))
            {
                _sensors.Add(key, []);
            }

            foreach (var (key, points) in _sensors)
            {
                Add(points, new(snapshot.TakenAt, values.TryGetValue(key, out var value) ? value : null));
            }
        }
    }

    /// <summary>
    /// The sensors that this device had within the hour, and their points, oldest first; none of a device that was in
    /// its port before.
    /// </summary>
    public IReadOnlyList<SensorHistory> Of(DeviceSnapshot device)
    {
        lock (_gate)
        {
            return _owners.GetValueOrDefault(device.PortPath)?.InstanceId == device.Candidate.Interface.InstanceId
                ?
                [
                    .. _sensors
                        .Where(sensor => sensor.Key.PortPath == device.PortPath)
                        .Select(sensor => new SensorHistory(sensor.Key.Sensor, sensor.Key.Quantity, [.. sensor.Value])),
                ]
                : [];
        }
    }

    // Devices have no serial number: one of the same firmware in the same port goes on where the last one ended. Until
    // a device has told its firmware, the history is not its own.
    private void TakeOver(DeviceSnapshot device)
    {
        if (device.Info is not { Version: var version })
        {
            return;
        }

        if (_owners.TryGetValue(device.PortPath, out var owner) && owner.Version != version)
        {
            foreach (var key in _sensors.Keys.Where(key => key.PortPath == device.PortPath).ToList())
            {
                _sensors.Remove(key);
            }
        }

        if (owner is not null || _owners.Count < MaxSensors)
        {
            _owners[device.PortPath] = new(device.Candidate.Interface.InstanceId, version);
        }
    }

    // What is later than now was measured before the clock was set back.
    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, points) in _sensors)
        {
            points.RemoveAll(point => point.Time > now || point.Time < now - Span);
            if (points.Count == 0)
            {
                _sensors.Remove(key);
            }
        }

        foreach (var portPath in _owners.Keys.Except(_sensors.Keys.Select(key => key.PortPath)).ToList())
        {
            _owners.Remove(portPath);
        }
    }

    // One point without a value is enough to end a line.
    private static void Add(List<HistoryPoint> points, HistoryPoint point)
    {
        if (points.Count == 0 || point.Time - points[^1].Time >= Spacing)
        {
            if (point.Value is not null || points is [.., { Value: not null }])
            {
                points.Add(point);
            }
        }
        else if (points[^1].Value is null)
        {
            points[^1] = point; // a miss of a moment, or of one caller in a hurry
        }
    }

    /// <summary>The device that a port's history is of.</summary>
    private sealed record Owner(string InstanceId, string Version);

    private readonly record struct SensorKey(string PortPath, string Sensor, Quantity Quantity);
}

/// <summary>What one sensor measured in the last hour.</summary>
internal sealed record SensorHistory(string Sensor, Quantity Quantity, IReadOnlyList<HistoryPoint> Points);

/// <summary>A value at a moment, or none where the device gave none.</summary>
internal readonly record struct HistoryPoint(DateTimeOffset Time, double? Value);
