using Temper.CommandLine.Config;
using Temper.Devices;

namespace Temper.Mqtt;

/// <summary>
/// Knows the devices of this host, what the broker must have about them, and what it has. Every topic is retained, so
/// that only differences are published.
/// </summary>
internal sealed class DeviceRegister(Topics topics, DeviceNames names, TimeProvider time)
{
    /// <summary>How long a device must be missing while the program runs, before it is removed for good.</summary>
    public static readonly TimeSpan RemovalTime = TimeSpan.FromDays(1);

    private readonly Dictionary<string, KnownDevice> _devices = [];
    private readonly HashSet<string> _remembered = [];
    private readonly Dictionary<string, string> _published = [];
    private readonly List<string> _obsolete = []; // topics to empty
    private bool _hasSnapshot;

    /// <summary>Records which devices are plugged in.</summary>
    /// <returns>The ids of devices that are removed for good.</returns>
    public IReadOnlyList<string> Update(TemperSnapshot snapshot)
    {
        _hasSnapshot = true;
        var present = new HashSet<string>();
        foreach (var device in snapshot.Devices)
        {
            var id = Topics.IdOf(device.PortPath);
            present.Add(id);
            if (!_devices.TryGetValue(id, out var known))
            {
                _devices.Add(id, known = new KnownDevice(id));
                _obsolete.RemoveAll(TopicsOf(id).Contains);
            }

            known.Update(device);
        }

        AddRemembered();
        var removed = new List<string>();
        foreach (var missing in _devices.Values.Where(device => !present.Contains(device.Id)).ToList())
        {
            missing.Miss(time.GetUtcNow());
            if (time.GetUtcNow() - missing.MissingSince >= RemovalTime)
            {
                Remove(missing.Id);
                removed.Add(missing.Id);
            }
        }

        return removed;
    }

    /// <summary>Records a device that an earlier run of the program published, and that may be missing now.</summary>
    public void Remember(string id)
    {
        _remembered.Add(id);
        if (_hasSnapshot)
        {
            AddRemembered();
        }
    }

    /// <summary>Forgets what the broker has: it may be another one, or have lost what it had.</summary>
    public void PublishAll() => _published.Clear();

    /// <summary>Returns what to publish, in this order.</summary>
    public IReadOnlyList<(string Topic, string Payload)> Due() =>
        _hasSnapshot
            ?
            [
                .. _obsolete.Select(topic => (topic, "")),
                .. _devices
                    .Values.SelectMany(device => device.Publications(topics, names))
                    // Last, so that a device that was unplugged in the meantime does not appear with an old reading.
                    .Append((topics.Status, KnownDevice.Online))
                    .Where(message => _published.GetValueOrDefault(message.Item1) != message.Item2),
            ]
            : [];

    /// <summary>Records that the broker has a message.</summary>
    public void MarkPublished(string topic, string payload)
    {
        if (payload.Length == 0)
        {
            _obsolete.Remove(topic);
            return;
        }

        _published[topic] = payload;
    }

    private void AddRemembered()
    {
        foreach (var id in _remembered.Where(id => !_devices.ContainsKey(id)))
        {
            var device = new KnownDevice(id);
            device.Miss(time.GetUtcNow());
            _devices.Add(id, device);
        }

        _remembered.Clear();
    }

    private void Remove(string id)
    {
        _devices.Remove(id);
        foreach (var topic in TopicsOf(id))
        {
            _published.Remove(topic);
            _obsolete.Add(topic);
        }
    }

    private string[] TopicsOf(string id) => [topics.DiscoveryOf(id), topics.StateOf(id), topics.AvailabilityOf(id)];
}
