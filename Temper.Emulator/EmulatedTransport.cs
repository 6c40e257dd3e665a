using System.Collections.Immutable;
using Temper.Devices;
using Temper.Devices.Transport;

namespace Temper.Emulator;

/// <summary>Emulated devices in this process, behind the same contract as the kernel's real ones.</summary>
public sealed class EmulatedTransport(TimeProvider time) : ITransport
{
    private readonly object _gate = new();
    private readonly List<PluggedDevice> _plugged = [];
    private int _instances;
    private bool _deliversShortReports;

    /// <summary>
    /// Whether short and empty reports reach the reader. Off: the kernel drops reports
    /// shorter than the descriptor says.
    /// </summary>
    public bool DeliversShortReports
    {
        get => _deliversShortReports;
        set
        {
            lock (_gate)
            {
                _deliversShortReports = value;
                _plugged.ForEach(plugged => plugged.DeliversShortReports = value);
            }
        }
    }

    /// <summary>What is plugged in, in that order.</summary>
    public ImmutableArray<EmulatedDevice> Devices
    {
        get
        {
            lock (_gate)
            {
                return [.. Plugged.Select(plugged => plugged.Device)];
            }
        }
    }

    /// <summary>Plugs a device in. Each time it gets a new instance id, and the lowest free node numbers.</summary>
    public void Plug(EmulatedDevice device)
    {
        lock (_gate)
        {
            var slot = Enumerable.Range(0, int.MaxValue).First(free => Plugged.All(plugged => plugged.Slot != free));
            _plugged.Add(
                new PluggedDevice(device, slot, ++_instances, time) { DeliversShortReports = _deliversShortReports }
            );
        }
    }

    /// <summary>Unplugs a device; who reads it or writes to it learns so at once.</summary>
    public void Unplug(EmulatedDevice device)
    {
        PluggedDevice? gone;
        lock (_gate)
        {
            gone = Plugged.Find(plugged => plugged.Device == device);
            _plugged.RemoveAll(plugged => plugged == gone);
        }

        gone?.Remove();
    }

    /// <summary>
    /// Completes when somebody waits for a report of the device, so never for an unplugged
    /// one: tests move the clock then.
    /// </summary>
    public Task WaitForReaderAsync(EmulatedDevice device)
    {
        lock (_gate)
        {
            return Plugged.Find(plugged => plugged.Device == device)?.WaitForReaderAsync()
                ?? new TaskCompletionSource().Task;
        }
    }

    /// <summary>Whether somebody holds the device's lock, as readers do while they wait for its reply.</summary>
    public bool IsLocked(EmulatedDevice device)
    {
        lock (_gate)
        {
            return Plugged.Exists(plugged => plugged.Device == device && plugged.IsLocked);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<UsbInterfaceInfo> Enumerate()
    {
        lock (_gate)
        {
            return [.. Plugged.SelectMany(plugged => new[] { plugged.Keyboard, plugged.Data })];
        }
    }

    /// <inheritdoc/>
    public ITransportConnection Open(UsbInterfaceInfo target)
    {
        PluggedDevice? plugged;
        lock (_gate)
        {
            plugged = Plugged.Find(device => device.Data.InstanceId == target.InstanceId);
            if (Plugged.Exists(device => device.Keyboard.InstanceId == target.InstanceId))
            {
                throw new InvalidOperationException("the keyboard interface of a stick must never be opened");
            }
        }

        if (plugged is null)
        {
            throw new TemperDeviceGoneException(
                $"{target.Node} is no longer {target.InstanceId}: the stick was unplugged"
            );
        }

        return plugged.Device.IsForbidden
            ? throw new TemperPermissionException(
                $"no permission to open {target.Node}: install the udev rule",
                errno: 13
            )
            : new EmulatedConnection(plugged);
    }

    // A device can be unplugged by a fault of its own, which tells its openers and nothing else.
    private List<PluggedDevice> Plugged
    {
        get
        {
            _plugged.RemoveAll(device => device.IsGone);
            return _plugged;
        }
    }
}
