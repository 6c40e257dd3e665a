using Temper.Devices;

namespace Temper.Exporter.Page;

/// <summary>
/// Keeps a value per minute of every sensor for a day, from the snapshots that were taken, and the last value of each
/// sensor. Its size is bounded at any request rate, and another snapshot of the same minute allocates nothing.
/// </summary>
/// <param name="keepsPoints">Whether to keep more than the last values.</param>
internal sealed class ReadingHistory(bool keepsPoints = true)
{
    /// <summary>How much is kept.</summary>
    public const int Hours = 24;

    private const int MaxSensors = 256; // more than any machine has, unless a hostile device invents port paths
    private static readonly TimeSpan Span = TimeSpan.FromHours(Hours);

    // Snapshots of overlapping requests can be added in another order than they were taken in.
    private static readonly TimeSpan Disorder = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, PortHistory> _ports = new(StringComparer.Ordinal);
    private readonly MinuteTimes _times = new();
    private DateTimeOffset _last = DateTimeOffset.UnixEpoch;
    private int _sensors;

    /// <summary>Whether more than the last values are kept.</summary>
    public bool KeepsPoints => keepsPoints;

    /// <summary>Adds the values of a snapshot. Of each minute, the first value counts.</summary>
    public void Add(TemperSnapshot snapshot)
    {
        lock (_gate)
        {
            var time = snapshot.TakenAt;
            if (time < _last - Disorder)
            {
                ForgetAfter(time);
            }
            else if (time < _last)
            {
                return;
            }

            _last = time;
            if (_times.TryAdd(time))
            {
                ForgetBefore(time - Span);
                Clear(MinuteTimes.SlotOf(time));
            }

            foreach (var device in snapshot.Devices)
            {
                Add(device, time);
            }
        }
    }

    /// <summary>
    /// Returns the sensors that the device had within the day, with their points, oldest first. Points of a device that
    /// was in the same port before are not included.
    /// </summary>
    /// <param name="device">The device.</param>
    /// <param name="hours">How many hours of points to return; 0 for none.</param>
    public IReadOnlyList<SensorHistory> Of(DeviceSnapshot device, int hours = 0)
    {
        lock (_gate)
        {
            if (
                _ports.GetValueOrDefault(device.PortPath) is not { } port
                || port.InstanceId != device.Candidate.Interface.InstanceId
            )
            {
                return [];
            }

            var times = _times.Before(_last, hours);
            return
            [
                .. port.Sensors.Select(sensor => new SensorHistory(
                    sensor.Sensor,
                    sensor.Quantity,
                    sensor.LastValue,
                    sensor.LastTime,
                    [.. PointsOf(sensor, times)]
                )),
            ];
        }
    }

    /// <summary>
    /// Returns the sensors that have points, also those of unplugged devices. The points are copied for one sensor at a
    /// time, so that slow clients cannot fill the memory with copies of all.
    /// </summary>
    /// <param name="hours">How many hours before the last snapshot.</param>
    public HistoryRange Range(int hours)
    {
        lock (_gate)
        {
            var times = _times.Before(_last, hours);
            return new HistoryRange(
                times,
                [
                    .. from port in _ports
                    from sensor in port.Value.Sensors
                    where times.Any(time => !float.IsNaN(sensor.Values[MinuteTimes.SlotOf(time)]))
                    select new SensorValues(
                        port.Key,
                        port.Value.Version,
                        sensor.Sensor,
                        sensor.Quantity,
                        () => ValuesOf(sensor, times)
                    ),
                ]
            );
        }
    }

    private float[] ValuesOf(SensorPoints sensor, uint[] times)
    {
        lock (_gate)
        {
            return Array.ConvertAll(times, ValueAt);
        }

        // By now, a later minute may have taken the slot.
        float ValueAt(uint time) => _times.Has(time) ? sensor.Values[MinuteTimes.SlotOf(time)] : float.NaN;
    }

    private void Add(DeviceSnapshot device, DateTimeOffset time)
    {
        if (device.Info is not { Version: var version })
        {
            return; // the history does not belong to a device until its firmware is known
        }

        var isKnown = _ports.TryGetValue(device.PortPath, out var port);
        if (isKnown && port!.Version != version)
        {
            _sensors -= port.Sensors.Count;
            _ports.Remove(device.PortPath);
            isKnown = false;
        }

        if (!isKnown)
        {
            if (device.Reading is null || _sensors >= MaxSensors)
            {
                return;
            }

            _ports.Add(device.PortPath, port = new PortHistory(version));
        }

        // Devices have no serial number, so a device with the same firmware in the same port continues the history.
        port!.InstanceId = device.Candidate.Interface.InstanceId;
        if (device.Reading is { } reading)
        {
            foreach (var sensor in reading.Sensors)
            {
                Add(port, sensor, time);
            }
        }
    }

    private void Add(PortHistory port, SensorReading reading, DateTimeOffset time)
    {
        if (port.Find(reading) is not { } sensor)
        {
            if (_sensors >= MaxSensors)
            {
                return;
            }

            port.Sensors.Add(sensor = new SensorPoints(reading.Sensor, reading.Quantity));
            _sensors++;
        }

        (sensor.LastValue, sensor.LastTime) = (reading.Value, time);
        if (keepsPoints)
        {
            sensor.Values.SetFirst(MinuteTimes.SlotOf(time), (float)reading.Value);
        }
    }

    // The slot still has the value of a day ago.
    private void Clear(int slot)
    {
        foreach (var port in _ports.Values)
        {
            port.Sensors.ForEach(sensor => sensor.Values.Clear(slot));
        }
    }

    private void ForgetBefore(DateTimeOffset oldest)
    {
        foreach (var (path, port) in _ports)
        {
            _sensors -= port.Sensors.RemoveAll(sensor => sensor.LastTime < oldest);
            if (port.Sensors.Count == 0)
            {
                _ports.Remove(path);
            }
        }
    }

    // What seems to be in the future was measured before the clock was set back.
    private void ForgetAfter(DateTimeOffset newest)
    {
        _times.RemoveAfter(newest);
        foreach (var sensor in _ports.Values.SelectMany(port => port.Sensors).Where(sensor => sensor.LastTime > newest))
        {
            sensor.LastTime = newest;
        }
    }

    // A single point without a value is enough to interrupt the line.
    private static IEnumerable<HistoryPoint> PointsOf(SensorPoints sensor, uint[] times)
    {
        var isGap = true;
        foreach (var time in times)
        {
            var value = sensor.Values[MinuteTimes.SlotOf(time)];
            if (!float.IsNaN(value))
            {
                yield return new(DateTimeOffset.FromUnixTimeSeconds(time), value);
            }
            else if (!isGap)
            {
                yield return new(DateTimeOffset.FromUnixTimeSeconds(time), Value: null);
            }

            isGap = float.IsNaN(value);
        }
    }
}
