using Temper.CommandLine;
using Temper.CommandLine.Config;
using Temper.Devices;

namespace Temper.Mqtt;

/// <summary>A device that is plugged in, or was, and what is published about it.</summary>
/// <param name="id">The id of its port, from <see cref="Topics.IdOf"/>.</param>
internal sealed class KnownDevice(string id)
{
    public const string Online = "online";
    public const string Offline = "offline";

    private readonly List<KnownSensor> _sensors = [];
    private readonly HashSet<string> _removedKeys = [];
    private DeviceSnapshot? _last;
    private TemperDeviceInfo? _info;

    public string Id => id;

    /// <summary>When the device was found to be missing, or <see langword="null"/> while it is plugged in.</summary>
    public DateTimeOffset? MissingSince { get; private set; }

    /// <summary>Records what a snapshot shows of the device.</summary>
    public void Update(DeviceSnapshot device)
    {
        (_last, MissingSince) = (device, null);
        if (device.Info is not { } info)
        {
            return;
        }

        if (_info is not null && _info.Version != info.Version)
        {
            // Another model is in the port now.
            _removedKeys.UnionWith(_sensors.Select(sensor => sensor.Key));
            _sensors.Clear();
        }

        _info = info;
        foreach (var sensor in device.Reading is { } reading ? KnownSensor.In(reading) : [])
        {
            if (!_sensors.Contains(sensor))
            {
                _sensors.Add(sensor);
                _removedKeys.Remove(sensor.Key);
            }
        }
    }

    /// <summary>Records that the device is not plugged in.</summary>
    public void Miss(DateTimeOffset time) => MissingSince ??= time;

    /// <summary>Returns what its topics must contain, in the order in which to publish it.</summary>
    public IEnumerable<(string Topic, string Payload)> Publications(Topics topics, DeviceNames names)
    {
        if (_sensors.Count > 0)
        {
            yield return (topics.DiscoveryOf(id), Discovery(topics, names).ToJson());
        }

        yield return (topics.StateOf(id), State(names).ToJson());
        yield return (topics.AvailabilityOf(id), MissingSince is null && _last!.IsRead ? Online : Offline);
    }

    private DiscoveryDocument Discovery(Topics topics, DeviceNames names)
    {
        var deviceId = topics.DeviceIdOf(id);
        var port = _last!.PortPath;
        var components = _sensors.ToDictionary(
            sensor => sensor.Key,
            sensor => sensor.ToComponent(deviceId, names.OfSensor(port, sensor.Name))
        );
        foreach (var key in _removedKeys)
        {
            components.Add(key, ComponentSection.Removed);
        }

        return new DiscoveryDocument(
            new DeviceSection(
                [deviceId],
                names.OfDevice(port) ?? $"TEMPer {topics.Host} {port.Split('/')[0]}",
                "PCsensor",
                _info!.Version
            ),
            new OriginSection(MqttProgram.Name, MqttProgram.Version),
            components,
            [new(topics.Status), new(topics.AvailabilityOf(id))],
            AvailabilityMode: "all",
            topics.StateOf(id),
            Qos: 1
        );
    }

    private StateDocument State(DeviceNames names)
    {
        var reading = MissingSince is null ? _last!.Reading : null;
        var values = _sensors.ToDictionary(
            sensor => sensor,
            sensor => reading?.Find(sensor.Name, sensor.Quantity)?.Value
        );
        var port = _last?.PortPath;
        return new StateDocument(
            MissingSince ?? _last!.Time,
            port,
            port is null ? null : names.OfDevice(port),
            MissingSince is not null ? "unplugged"
                : reading is null ? "failed"
                : "ok",
            MissingSince is null ? ErrorEntry.Of(_last!.Error) : null,
            _info?.Version,
            _info?.Codec,
            values.ToDictionary(sensor => sensor.Key.Key, sensor => sensor.Value),
            [.. values.Select(sensor => sensor.Key.ToEntry(sensor.Value, names.OfSensor(port!, sensor.Key.Name)))]
        );
    }
}
