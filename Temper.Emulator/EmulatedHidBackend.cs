using System.Collections.Immutable;
using Temper.Devices;
using Temper.Devices.Transport;

namespace Temper.Emulator;

/// <summary>Emulated sticks in this process, behind the same contract as the kernel's real ones.</summary>
public sealed class EmulatedHidBackend(TimeProvider time) : ITransport
{
    private readonly object _gate = new();
    private readonly List<PluggedStick> _plugged = [];
    private int _instances;
    private bool _deliversShortReports;

    /// <summary>
    /// Whether short and empty reports reach the reader. Off: the kernel drops reports shorter than the descriptor
    /// says.
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
    public ImmutableArray<EmulatedStick> Sticks
    {
        get
        {
            lock (_gate)
            {
                return [.. Plugged.Select(plugged => plugged.Stick)];
            }
        }
    }

    /// <summary>Plugs a stick in. Each time it gets a new instance id, and the lowest free node numbers.</summary>
    public void Plug(EmulatedStick stick)
    {
        lock (_gate)
        {
            var slot = Enumerable.Range(0, int.MaxValue).First(free => Plugged.All(plugged => plugged.Slot != free));
            _plugged.Add(
                new PluggedStick(stick, slot, ++_instances, time) { DeliversShortReports = _deliversShortReports }
            );
        }
    }

    /// <summary>Unplugs a stick; who reads it or writes to it learns so at once.</summary>
    public void Unplug(EmulatedStick stick)
    {
        PluggedStick? gone;
        lock (_gate)
        {
            gone = Plugged.Find(plugged => plugged.Stick == stick);
            _plugged.RemoveAll(plugged => plugged == gone);
        }

        gone?.Remove();
    }

    /// <summary>
    /// Completes when somebody waits for a report of the stick, so never for an unplugged one: tests move the clock
    /// then.
    /// </summary>
    public Task WaitForReaderAsync(EmulatedStick stick)
    {
        lock (_gate)
        {
            return Plugged.Find(plugged => plugged.Stick == stick)?.WaitForReaderAsync()
                ?? new TaskCompletionSource().Task;
        }
    }

    /// <summary>Whether somebody holds the stick's lock, as readers do while they wait for its reply.</summary>
    public bool IsLocked(EmulatedStick stick)
    {
        lock (_gate)
        {
            return Plugged.Exists(plugged => plugged.Stick == stick && plugged.IsLocked);
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
        PluggedStick? plugged;
        lock (_gate)
        {
            plugged = Plugged.Find(stick => stick.Data.InstanceId == target.InstanceId);
            if (Plugged.Exists(stick => stick.Keyboard.InstanceId == target.InstanceId))
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

        return plugged.Stick.IsForbidden
            ? throw new TemperPermissionException(
                $"no permission to open {target.Node}: install the udev rule",
                errno: 13
            )
            : new EmulatedConnection(plugged);
    }

    // A stick can be unplugged by a fault of its own, which tells its openers and nothing else.
    private List<PluggedStick> Plugged
    {
        get
        {
            _plugged.RemoveAll(stick => stick.IsGone);
            return _plugged;
        }
    }
}
