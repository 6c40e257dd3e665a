using Temper.Devices;

namespace Temper.Exporter.Page;

/// <summary>
/// Keeps the last hour of every sensor, from the snapshots that were served. Its size is bounded at any request rate.
/// </summary>
internal sealed class ReadingHistory
{
    private const int MaxSensors = 256; // more than any machine has, unless a hostile device invents port paths
    private static readonly TimeSpan Span = TimeSpan.FromHours(1);
    private static readonly TimeSpan Spacing = TimeSpan.FromSeconds(10); // a pixel or two in a plot of an hour

    private readonly Lock _gate = new();
    private readonly Dictionary<SensorKey, List<HistoryPoint>> _sensors = [];
    private readonly Dictionary<string, Owner> _owners = new(StringComparer.Ordinal); // by port path

    /// <summary>Adds the values of a snapshot.</summary>
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
    /// Returns the sensors that the device had within the hour, with their points, oldest first. Points of a device
    /// that was in the same port before are not included.
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

    // Devices have no serial number, so a device with the same firmware in the same port continues the history of the
    // last one. The history does not belong to a device until its firmware is known.
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

    // Points in the future were measured before the clock was set back.
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

    // A single point without a value is enough to interrupt the line.
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
            points[^1] = point; // a short failure, or a scrape with a short timeout
        }
    }

    /// <summary>The device that the history of a port belongs to.</summary>
    private sealed record Owner(string InstanceId, string Version);

    private readonly record struct SensorKey(string PortPath, string Sensor, Quantity Quantity);
}

/// <summary>The values of one sensor in the last hour.</summary>
internal sealed record SensorHistory(string Sensor, Quantity Quantity, IReadOnlyList<HistoryPoint> Points);

/// <summary>A value and its time, or <see langword="null"/> where a gap begins.</summary>
internal readonly record struct HistoryPoint(DateTimeOffset Time, double? Value);
