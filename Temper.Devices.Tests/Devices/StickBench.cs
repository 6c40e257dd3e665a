using Temper.Devices.Transport;
using Temper.Emulator;
using Temper.Testing;

namespace Temper.Devices.Tests.Devices;

/// <summary>Emulated sticks, a clock that stands still until moved, and options that use both.</summary>
internal sealed class StickBench
{
    public static readonly TimeSpan DeviceTimeout = TimeSpan.FromSeconds(2);

    public StickBench(params string[] firmwares)
    {
        Backend = new EmulatedHidBackend(Time);
        foreach (var firmware in firmwares)
        {
            Plug(firmware);
        }
    }

    public ObservedTimeProvider Time { get; } = new();

    public EmulatedHidBackend Backend { get; }

    public EmulatedStick Stick => Backend.Sticks[0];

    public TemperOptions Options =>
        new()
        {
            Transports = [Backend],
            TimeProvider = Time,
            DeviceTimeout = DeviceTimeout,
        };

    public EmulatedStick Plug(string firmware)
    {
        var stick = new EmulatedStick(StickModels.Find(firmware)!, $"usb-{Backend.Sticks.Length + 1}");
        Backend.Plug(stick);
        return stick;
    }

    public Task<ITemperDevice> OpenAsync() => TemperDevices.OpenFirstAsync(Options);

    /// <summary>Moves the clock on whenever the stick keeps somebody waiting, until the task is through.</summary>
    public async Task<T> RunAsync<T>(Task<T> task, EmulatedStick? waitingFor = null)
    {
        var stick = waitingFor ?? Stick;
        while (await Task.WhenAny(task, Backend.WaitForReaderAsync(stick)) != task)
        {
            Time.Advance(TimeSpan.FromMilliseconds(100));
        }

        return await task;
    }

    /// <summary>
    /// Lets the sticks that answer at once be through with one more reading, before the clock moves for another's
    /// sake.
    /// </summary>
    public async Task<Task<T>> OthersReadAsync<T>(Func<Task<T>> read, EmulatedStick bad)
    {
        var others = Backend
            .Sticks.Where(stick => stick != bad)
            .Select(stick => (Stick: stick, Before: stick.ReadingQueryCount))
            .ToList();
        var task = read();
        while (others.Exists(other => other.Stick.ReadingQueryCount == other.Before || Backend.IsLocked(other.Stick)))
        {
            await Task.Yield();
        }

        return task;
    }

    /// <summary>
    /// Moves the clock past the deadline once the stick holds somebody in the kernel, who cannot come back by
    /// himself.
    /// </summary>
    public async Task<T> RunPastDeadlineAsync<T>(Task<T> task, EmulatedStick? holding = null)
    {
        await Backend.WaitForReaderAsync(holding ?? Stick);
        // Its wait in the kernel and its caller's deadline; the others' callers are not served yet.
        while (Time.TimerCount > 2)
        {
            await Task.Yield();
        }

        Time.Advance(DeviceTimeout + TimeSpan.FromMilliseconds(200));
        return await task;
    }

    /// <summary>Lets the clock run, and fast, until disposed: for ends that wait for what hangs.</summary>
    public IAsyncDisposable LetTimeRun() =>
        new Timer(_ => Time.Advance(TimeSpan.FromMilliseconds(50)), state: null, dueTime: 0, period: 1);

    /// <summary>Whether a read of one of the set's sticks is in flight.</summary>
    public static bool IsReading(TemperDeviceSet set, int stick) => set.Devices.Last.Devices[stick].Reads.IsRunning;

    /// <summary>
    /// Waits until no read of these sticks is in flight: a stick's answer is there a moment before its read ends.
    /// </summary>
    public static async Task UntilIdleAsync(TemperDeviceSet set, params int[] sticks)
    {
        while (sticks.Any(stick => IsReading(set, stick)))
        {
            await Task.Yield();
        }
    }

    public static IEnumerable<double> ValuesOf(Reading? reading) => reading!.Sensors.Select(sensor => sensor.Value);

    public UsbInterfaceInfo DataInterface => Backend.Enumerate().First(hid => hid.InterfaceNumber == 1);
}
