using Temper.Devices.Errors;
using Temper.Devices.Protocol;
using Temper.Devices.Transport;

namespace Temper.Devices.HidSharp.Adapter;

/// <summary>Sticks over a HID library.</summary>
internal sealed class LibraryBackend(IHidLibrary library, TimeSpan? closePatience = null) : IHidBackend
{
    // A stream takes up to 250 ms to close on Linux, where the library's reader looks up that often.
    private static readonly TimeSpan DefaultClosePatience = TimeSpan.FromMilliseconds(500);

    private readonly PlugRegister _register = new(library);
    private readonly ClosingStreams _closing = new(closePatience ?? DefaultClosePatience);

    public IReadOnlyList<HidInterfaceInfo> Enumerate() => [.. Look().Select(plugged => plugged.Info)];

    public IHidConnection Open(HidInterfaceInfo target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var node = target.Node;
        var plugged = Look().FirstOrDefault(plugged => plugged.Info.InstanceId == target.InstanceId)
            ?? throw new TemperDeviceGoneException($"{node} is no longer {target.InstanceId}: the stick was unplugged");
        if (!_closing.WaitFor(plugged.Device.Path))
        {
            throw new TemperConnectionException($"{node} still holds an earlier query: if it stays so, replug the stick");
        }

        var errors = new LibraryErrors(node, IsPresent: () => IsPresent(plugged), Broken: () => _register.Distrust(plugged));
        try
        {
            ThrowUnlessStick(plugged);
            return new LibraryConnection(plugged.Device.Open(), errors, new NodeLock(plugged.Device.Node), stream => _closing.Close(plugged.Device.Path, stream));
        }
        catch (Exception e) when (e is not TemperException)
        {
            throw errors.Of(e, "open");
        }
    }

    // The keyboard must never be opened, and what was listed may be something else by now.
    private static void ThrowUnlessStick(Plugged plugged)
    {
        var (input, output) = (plugged.Device.InputLength(), plugged.Device.OutputLength());
        if (plugged.Info.InterfaceNumber != KnownUsbIds.DataInterface || input != PlugRegister.StickReportLength || output != PlugRegister.StickReportLength)
        {
            throw new TemperConnectionException(
                $"{plugged.Info.Node} is not the data interface of a stick: interface {plugged.Info.InterfaceNumber}, reports of {input} and {output} bytes with their id");
        }
    }

    private IReadOnlyList<Plugged> Look()
    {
        try
        {
            return library.Missing is { } missing
                ? throw new TemperConnectionException($"HidSharp needs {missing}, which is not installed: install it, or use another backend")
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
