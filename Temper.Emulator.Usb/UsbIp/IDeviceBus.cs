namespace Temper.Emulator.Usb.UsbIp;

/// <summary>A bus into which emulated devices are plugged. Devices have numbers that start at 1.</summary>
public interface IDeviceBus : IAsyncDisposable
{
    /// <summary>Plugs in a device and returns its place: <c>attached to vhci port 0</c>.</summary>
    /// <exception cref="DeviceBusException">The device cannot be plugged in; the message is one line.</exception>
    Task<string> PlugAsync(int number, EmulatedDevice device);

    /// <summary>Unplugs a device; returns false if it was not plugged in.</summary>
    Task<bool> UnplugAsync(int number);

    /// <summary>Returns whether the device is plugged in. A fault can unplug a device.</summary>
    bool IsPlugged(int number);
}
