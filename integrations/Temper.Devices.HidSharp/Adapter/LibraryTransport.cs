using Temper.Devices.Transport;

namespace Temper.Devices.HidSharp.Adapter;

/// <summary>Devices over a HID library.</summary>
internal sealed class LibraryTransport(IHidLibrary library, TimeSpan? closeTimeout = null) : ITransport
{
    // A stream takes up to 250 ms to close on Linux, where the library's reader looks up that often.
    private static readonly TimeSpan DefaultCloseTimeout = TimeSpan.FromMilliseconds(500);

    private readonly PlugRegister _register = new(library);
    private readonly ClosingStreams _closing = new(closeTimeout ?? DefaultCloseTimeout);

    public IReadOnlyList<UsbInterfaceInfo> Enumerate() => [.. Look().Select(plugged => plugged.Info)];

    public ITransportConnection Open(UsbInterfaceInfo target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var node = target.Node;
        var plugged =
            Look().FirstOrDefault(plugged => plugged.Info.InstanceId == target.InstanceId)
            ?? throw new TemperDeviceGoneException(
                $"{node} is no longer {target.InstanceId}; the device was unplugged"
            );
        var device = plugged.Device;
        if (!_closing.WaitFor(device.Path))
        {
            throw new TemperConnectionException(
                $"{node}: an earlier query is still pending; if this persists, replug the device"
            );
        }

        var errors = new LibraryErrors(node, () => IsPresent(plugged), () => _register.Distrust(plugged));
        try
        {
            ThrowUnlessDevice(plugged);
            return Connect(device, errors);
        }
        catch (Exception e) when (e is not TemperException)
        {
            throw errors.Of(e, "open");
        }
    }

    private LibraryConnection Connect(IHidLibraryDevice device, LibraryErrors errors)
    {
        var nodeLock = NodeLock.Of(device.Node);
        try
        {
            var stream = device.Open();
            return new LibraryConnection(stream, nodeLock, errors, () => _closing.Close(device.Path, stream, nodeLock));
        }
        catch
        {
            nodeLock.Dispose();
            throw;
        }
    }

    // The keyboard must never be opened, and what was listed may be something else by now.
    private static void ThrowUnlessDevice(Plugged plugged)
    {
        const int Length = PlugRegister.DeviceReportLength;
        var number = plugged.Info.InterfaceNumber;
        var (input, output) = (plugged.Device.InputLength(), plugged.Device.OutputLength());
        if ((number, input, output) != (TemperHid.DataInterface, Length, Length))
        {
            throw new TemperConnectionException(
                $"{plugged.Info.Node} is not the data interface of a device: interface {number}, "
                    + $"reports of {input} and {output} bytes with their id"
            );
        }
    }

    private IReadOnlyList<Plugged> Look()
    {
        try
        {
            return library.Missing is { } missing
                ? throw new TemperConnectionException($"HidSharp needs {missing}; install it, or use another transport")
                : _register.Look();
        }
        catch (Exception e) when (e is not TemperException)
        {
            throw new TemperConnectionException($"HidSharp cannot list HID devices: {e.Message}", inner: e);
        }
    }

    private bool IsPresent(Plugged plugged)
    {
        try
        {
            return _register.Look().Contains(plugged);
        }
        catch (Exception)
        {
            return true; // not known to be gone
        }
    }
}
