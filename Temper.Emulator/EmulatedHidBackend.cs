using System.Collections.Immutable;
using Temper.Devices.Errors;
using Temper.Devices.Transport;

namespace Temper.Emulator;

/// <summary>Emulated sticks in this process, behind the same interface as the kernel's real ones.</summary>
public sealed class EmulatedHidBackend(TimeProvider time) : IHidBackend
{
    private readonly object _gate = new();
    private readonly List<PluggedStick> _plugged = [];
    private int _instances;

    /// <summary>
    /// Whether short and empty reports reach the reader. Off: the kernel drops reports shorter than the descriptor says.
    /// </summary>
    public bool DeliversShortReports { get; set; }

    /// <summary>What is plugged in, in that order.</summary>
    public ImmutableArray<EmulatedStick> Sticks
    {
        get
        {
            lock (_gate)
            {
                return [.. _plugged.Select(plugged => plugged.Stick)];
            }
        }
    }

    /// <summary>Plugs a stick in. Each time it gets a new instance id, and the lowest free node numbers.</summary>
    public void Plug(EmulatedStick stick)
    {
        lock (_gate)
        {
            var slot = Enumerable.Range(0, int.MaxValue).First(free => _plugged.All(plugged => plugged.Slot != free));
            _plugged.Add(new PluggedStick(stick, slot, ++_instances, time));
        }
    }

    /// <summary>Unplugs a stick; who reads it or writes to it learns so at once.</summary>
    public void Unplug(EmulatedStick stick)
    {
        PluggedStick? gone;
        lock (_gate)
        {
            gone = _plugged.Find(plugged => plugged.Stick == stick);
            _plugged.RemoveAll(plugged => plugged == gone);
        }

        gone?.Remove();
    }

    /// <summary>Completes when somebody waits for a report of the stick, so never for an unplugged one: tests move the clock then.</summary>
    public Task WaitForReaderAsync(EmulatedStick stick)
    {
        lock (_gate)
        {
            return _plugged.Find(plugged => plugged.Stick == stick)?.WaitForReaderAsync() ?? new TaskCompletionSource().Task;
        }
    }

    /// <summary>Whether somebody holds the stick's lock, as readers do while they wait for its reply.</summary>
    public bool IsLocked(EmulatedStick stick)
    {
        lock (_gate)
        {
            return _plugged.Exists(plugged => plugged.Stick == stick && plugged.IsLocked);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<HidInterfaceInfo> Enumerate()
    {
        lock (_gate)
        {
            return [.. _plugged.SelectMany(plugged => new[] { plugged.Keyboard, plugged.Data })];
        }
    }

    /// <inheritdoc/>
    public IHidConnection Open(HidInterfaceInfo target)
    {
        PluggedStick? plugged;
        lock (_gate)
        {
            plugged = _plugged.Find(stick => stick.Data.InstanceId == target.InstanceId);
            if (_plugged.Exists(stick => stick.Keyboard.InstanceId == target.InstanceId))
            {
                throw new InvalidOperationException("the keyboard interface of a stick must never be opened");
            }
        }

        if (plugged is null)
        {
            throw new TemperDeviceGoneException($"{target.Node} is no longer {target.InstanceId}: the stick was unplugged");
        }

        return plugged.Stick.IsForbidden
            ? throw new TemperPermissionException($"no permission to open {target.Node}: install the udev rule", errno: 13)
            : plugged.Open(this);
    }
}
