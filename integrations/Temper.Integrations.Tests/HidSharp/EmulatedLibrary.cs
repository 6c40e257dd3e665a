using Temper.Devices;
using Temper.Devices.HidSharp.Adapter;
using Temper.Devices.Transport;
using Temper.Emulator;

namespace Temper.Integrations.Tests.HidSharp;

/// <summary>
/// Emulated devices as HidSharp shows them: report ids in front, its own exceptions, paths as a system writes them.
/// </summary>
internal sealed class EmulatedLibrary(Func<UsbInterfaceInfo, string> pathOf) : IHidLibrary
{
    private readonly EmulatedTransport _transport = new(TimeProvider.System);
    private readonly Dictionary<string, Device> _devices = new(StringComparer.Ordinal);

    public string? Missing { get; set; }

    /// <summary>What listing throws.</summary>
    public Exception? ListError { get; set; }

    /// <summary>What opening throws.</summary>
    public Exception? OpenError { get; set; }

    /// <summary>What asking for names and lengths throws.</summary>
    public Exception? DescribeError { get; set; }

    /// <summary>Length of the output reports of each device's data interface, with their id.</summary>
    public int OutputLength { get; set; } = 9;

    /// <summary>Whether a device that is replugged between two looks is taken for the same, as HidSharp does.</summary>
    public bool OverlooksReplug { get; set; }

    /// <summary>Interfaces that were opened, in order.</summary>
    public List<byte> Opened { get; } = [];

    /// <summary>Streams that were made, in order.</summary>
    public List<EmulatedStream> Streams { get; } = [];

    public static EmulatedLibrary OfLinux() => new(LinuxPath);

    public static EmulatedLibrary OfWindows() =>
        new(hid =>
            $@"\\?\hid#vid_{hid.VendorId:x4}&pid_{hid.ProductId:x4}&mi_{hid.InterfaceNumber:x2}"
            + $@"#7&{PortOf(hid)}&0&0000#{{4d1e55b2}}"
        );

    /// <summary>
    /// With a path that hides the interface's number; what differs is where the registry put the driver.
    /// </summary>
    public static EmulatedLibrary OfMacOs() =>
        new(hid =>
            $"IOService:/AppleT8103/usb-drd0/TEMPer@{PortOf(hid)}/AppleUserUSBHostHIDDevice{hid.InterfaceNumber}x"
        );

    public static EmulatedLibrary Of(string system) =>
        system switch
        {
            "Linux" => OfLinux(),
            "Windows" => OfWindows(),
            "macOS" => OfMacOs(),
            _ => throw new ArgumentOutOfRangeException(nameof(system)),
        };

    public EmulatedDevice Plug(string firmware, string port = "1")
    {
        var device = new EmulatedDevice(DeviceModels.Find(firmware)!, $"usb-vhci_hcd.0-{port}");
        _transport.Plug(device);
        return device;
    }

    public void Unplug(EmulatedDevice device) => _transport.Unplug(device);

    public IReadOnlyList<IHidLibraryDevice> List()
    {
        if (ListError is not null)
        {
            throw ListError;
        }

        var present = _transport.Enumerate().ToDictionary(pathOf);
        foreach (var (path, known) in _devices.ToList())
        {
            if (!present.TryGetValue(path, out var hid) || (hid != known.Hid && !OverlooksReplug))
            {
                _devices.Remove(path);
            }
        }

        foreach (var (path, hid) in present)
        {
            _devices.TryAdd(path, new Device(this, path, hid));
            _devices[path].Hid = hid;
        }

        return [.. _devices.Values];
    }

    private static string PortOf(UsbInterfaceInfo hid) => hid.PortPath.Split('-', '/')[2];

    private static string LinuxPath(UsbInterfaceInfo hid)
    {
        var device = $"/sys/devices/platform/vhci_hcd.0/usb1/1-{PortOf(hid)}/1-{PortOf(hid)}";
        return $"{device}:1.{hid.InterfaceNumber}/{hid.InstanceId}/hidraw/{Path.GetFileName(hid.Node)}";
    }

    private sealed class Device(EmulatedLibrary library, string path, UsbInterfaceInfo hid) : IHidLibraryDevice
    {
        public UsbInterfaceInfo Hid { get; set; } = hid;

        public string Path => path;

        public string? Node => null;

        public int VendorId => Hid.VendorId;

        public int ProductId => Hid.ProductId;

        public int ReleaseNumber => Hid.BcdDevice;

        public string Manufacturer() => Described("RDing");

        public string Product() => Described("TEMPer");

        public int InputLength() => Described(9);

        public int OutputLength() =>
            Described(Hid.InterfaceNumber == TemperHid.DataInterface ? library.OutputLength : 2);

        public IHidLibraryStream Open()
        {
            library.Opened.Add(Hid.InterfaceNumber);
            if (library.OpenError is not null)
            {
                throw library.OpenError;
            }

            var device = library._transport.Devices.First(device =>
                Hid.PortPath == $"{device.PortPath}/input{Hid.InterfaceNumber}"
            );
            var stream = new EmulatedStream(library._transport.Open(Hid), device);
            library.Streams.Add(stream);
            return stream;
        }

        private T Described<T>(T value) => library.DescribeError is { } error ? throw error : value;
    }
}

/// <summary>
/// A stream of an emulated device. Like HidSharp's, it holds a query that the device does not
/// take, and closes only after it.
/// </summary>
internal sealed class EmulatedStream(ITransportConnection connection, EmulatedDevice device) : IHidLibraryStream
{
    private readonly ManualResetEventSlim _released = new(initialState: true);

    /// <summary>What was sent, with its id.</summary>
    public List<byte[]> Written { get; } = [];

    public bool IsClosed { get; private set; }

    /// <summary>What the next call throws.</summary>
    public Exception? Error { get; set; }

    /// <summary>Reports that come before all others, with their id.</summary>
    public Queue<byte[]> Queued { get; } = new();

    public void Write(byte[] report, int timeoutMs)
    {
        Written.Add(report);
        if (device.Fault == DeviceFault.WriteHangs)
        {
            _released.Reset();
            throw new TimeoutException();
        }

        Do(() =>
        {
            connection.Write(report.AsSpan(1));
            return 0;
        });
    }

    public int Read(byte[] report, int timeoutMs)
    {
        if (Queued.TryDequeue(out var queued))
        {
            queued.CopyTo(report, 0);
            return queued.Length;
        }

        var length = Do(() => connection.Read(report.AsSpan(1), TimeSpan.FromMilliseconds(timeoutMs)));
        report[0] = 0;
        return length == 0 ? throw new TimeoutException() : 1 + length;
    }

    /// <summary>Lets the kernel give up on the query that the device did not take.</summary>
    public void Release() => _released.Set();

    public void Dispose()
    {
        _released.Wait();
        connection.Dispose();
        IsClosed = true;
    }

    private T Do<T>(Func<T> action)
    {
        try
        {
            return Error is null ? action() : throw Error;
        }
        catch (TemperException)
        {
            throw new IOException("Operation failed after some time."); // the error of HidSharp for an unplugged device
        }
    }
}
