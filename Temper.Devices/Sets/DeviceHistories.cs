using System.Collections.Concurrent;

namespace Temper.Devices.Sets;

/// <summary>
/// The histories of all ports. A port keeps its own while nothing is plugged in: its counters go on after a replug.
/// </summary>
internal sealed class DeviceHistories
{
    // Ports are few; only a device that makes up port paths gets here.
    private const int MaxPorts = 256;

    private readonly ConcurrentDictionary<string, DeviceHistory> _byPort = new(StringComparer.Ordinal);

    public DeviceHistory Of(string portPath) => _byPort.GetValueOrDefault(portPath, DeviceHistory.None);

    public DeviceHistory Add(string portPath, Reading reading, TimeSpan duration, DateTimeOffset now) =>
        _byPort.AddOrUpdate(
            portPath,
            _ => DeviceHistory.None.After(reading, duration, now),
            (_, history) => history.After(reading, duration, now)
        );

    public DeviceHistory Add(string portPath, TemperException error, TimeSpan duration) =>
        _byPort.AddOrUpdate(
            portPath,
            _ => DeviceHistory.None.After(error, duration),
            (_, history) => history.After(error, duration)
        );

    /// <summary>Forgets the ports that have nothing plugged in, if there are too many.</summary>
    public void Trim(IReadOnlySet<string> present)
    {
        if (_byPort.Count <= MaxPorts)
        {
            return;
        }

        foreach (var port in _byPort.Keys.Where(port => !present.Contains(port)))
        {
            _byPort.TryRemove(port, out _);
        }
    }
}
