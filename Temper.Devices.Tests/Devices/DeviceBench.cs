using Temper.Devices.Transport;
using Temper.Emulator;
using Temper.Testing;

namespace Temper.Devices.Tests.Devices;

/// <summary>Emulated devices, a clock that stands still until moved, and options that use both.</summary>
internal sealed class DeviceBench
{
    public static readonly TimeSpan DeviceTimeout = TimeSpan.FromSeconds(2);

    public DeviceBench(params string[] firmwares)
    {
        Transport = new EmulatedTransport(Time);
        foreach (var firmware in firmwares)
        {
            Plug(firmware);
        }
    }

    public ObservedTimeProvider Time { get; } = new();

    public EmulatedTransport Transport { get; }

    public EmulatedDevice Device => Transport.Devices[0];

    public TemperOptions Options =>
        new()
        {
            Transports = [Transport],
            TimeProvider = Time,
            DeviceTimeout = DeviceTimeout,
        };

    public EmulatedDevice Plug(string firmware)
    {
        var device = new EmulatedDevice(DeviceModels.Find(firmware)!, $"usb-{Transport.Devices.Length + 1}");
        Transport.Plug(device);
        return device;
    }

    public Task<ITemperDevice> OpenAsync() => TemperDevices.OpenFirstAsync(Options);

    /// <summary>Advances the clock whenever a reader waits for the device, until the task has ended.</summary>
    public async Task<T> RunAsync<T>(Task<T> task, EmulatedDevice? waitingFor = null, int stepMilliseconds = 100)
    {
        var device = waitingFor ?? Device;
        while (await Task.WhenAny(task, Transport.WaitForReaderAsync(device)) != task)
        {
            Time.Advance(TimeSpan.FromMilliseconds(stepMilliseconds));
        }

        return await task;
    }

    /// <summary>Makes a device slow, and reads until the set has adapted and sends one query per read.</summary>
    public async Task SlowDownAsync(TemperDeviceSet set, EmulatedDevice device, TimeSpan delay)
    {
        device.AnswerDelay = delay;
        int before;
        do
        {
            before = device.QueryCount;
            await RunAsync(await OthersReadAsync(() => set.ReadAsync(), device), device);
        } while (device.QueryCount > before + 1);
    }

    /// <summary>
    /// Lets the devices that answer at once be through with one more reading, before the
    /// clock moves for another's sake.
    /// </summary>
    public async Task<Task<T>> OthersReadAsync<T>(Func<Task<T>> read, EmulatedDevice bad)
    {
        var others = Transport
            .Devices.Where(device => device != bad)
            .Select(device => (Device: device, Before: device.ReadingQueryCount))
            .ToList();
        var task = read();
        while (
            others.Exists(other => other.Device.ReadingQueryCount == other.Before || Transport.IsLocked(other.Device))
        )
        {
            await Task.Yield();
        }

        return task;
    }

    /// <summary>
    /// Advances the clock past the deadline once a caller waits in the kernel for the device, which cannot return by
    /// itself.
    /// </summary>
    public async Task<T> RunPastDeadlineAsync<T>(Task<T> task, EmulatedDevice? holding = null)
    {
        await Transport.WaitForReaderAsync(holding ?? Device);
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

    /// <summary>Whether a read of one of the set's devices is in flight.</summary>
    public static bool IsReading(TemperDeviceSet set, int device) => set.Devices.Last.Devices[device].Reads.IsRunning;

    /// <summary>
    /// Waits until no read of these devices is in flight: a device's answer is there a moment before its read ends.
    /// </summary>
    public static async Task UntilIdleAsync(TemperDeviceSet set, params int[] devices)
    {
        while (devices.Any(device => IsReading(set, device)))
        {
            await Task.Yield();
        }
    }

    public static IEnumerable<double> ValuesOf(Reading? reading) => reading!.Sensors.Select(sensor => sensor.Value);

    public UsbInterfaceInfo DataInterface => Transport.Enumerate().First(hid => hid.InterfaceNumber == 1);
}
