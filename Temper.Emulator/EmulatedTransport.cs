using System.Collections.Immutable;
using Temper.Devices;
using Temper.Devices.Transport;

namespace Temper.Emulator;

/// <summary>Emulated devices in this process, behind the same contract as the real devices of the kernel.</summary>
public sealed class EmulatedTransport(TimeProvider time) : ITransport
{
    private readonly object _gate = new();
    private readonly List<PluggedDevice> _plugged = [];
    private IReadOnlyList<UsbInterfaceInfo>? _listed; // null after a change
    private int _instances;
    private bool _deliversShortReports;

    /// <summary>
    /// Whether short and empty reports reach the reader. Default: false, because the kernel drops reports that are
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

    /// <summary>The plugged-in devices, in the order in which they were plugged in.</summary>
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

    /// <summary>Plugs in a device. It gets a new instance id, and the lowest free node numbers.</summary>
    public void Plug(EmulatedDevice device)
    {
        lock (_gate)
        {
            var slot = Enumerable.Range(0, int.MaxValue).First(free => Plugged.All(plugged => plugged.Slot != free));
            _listed = null;
            _plugged.Add(
                new PluggedDevice(device, slot, ++_instances, time) { DeliversShortReports = _deliversShortReports }
            );
        }
    }

    /// <summary>Unplugs a device. Pending reads and writes fail at once.</summary>
    public void Unplug(EmulatedDevice device)
    {
        PluggedDevice? gone;
        lock (_gate)
        {
            gone = Plugged.Find(plugged => plugged.Device == device);
            _plugged.RemoveAll(plugged => plugged == gone);
            _listed = null;
        }

        gone?.Remove();
    }

    /// <summary>
    /// Completes when a reader waits for a report of the device, so that a test can advance the clock. Never completes
    /// for an unplugged device.
    /// </summary>
    public Task WaitForReaderAsync(EmulatedDevice device)
    {
        lock (_gate)
        {
            return Plugged.Find(plugged => plugged.Device == device)?.WaitForReaderAsync()
                ?? new TaskCompletionSource().Task;
        }
    }

    /// <summary>
    /// Returns whether a reader holds the lock of the device, as it does while it waits for the reply.
    /// </summary>
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
            return _listed = [.. Plugged.SelectMany(plugged => new[] { plugged.Keyboard, plugged.Data })];
        }
    }

    /// <inheritdoc/>
    public bool IsCurrent(IReadOnlyList<UsbInterfaceInfo> listed)
    {
        lock (_gate)
        {
            return ReferenceEquals(listed, _listed) && !_plugged.Exists(plugged => plugged.IsGone);
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
                throw new InvalidOperationException("the keyboard interface of a device must never be opened");
            }
        }

        if (plugged is null)
        {
            throw new TemperDeviceGoneException(
                $"{target.Node} is no longer {target.InstanceId}; the device was unplugged"
            );
        }

        return plugged.Device.IsForbidden
            ? throw new TemperPermissionException(
                $"no permission to open {target.Node}; install the udev rule",
                errno: 13
            )
            : new EmulatedConnection(plugged);
    }

    // A fault can unplug a device. That notifies its openers only, so unplugged devices are removed here.
    private List<PluggedDevice> Plugged
    {
        get
        {
            if (_plugged.RemoveAll(device => device.IsGone) > 0)
            {
                _listed = null;
            }

            return _plugged;
        }
    }
}
