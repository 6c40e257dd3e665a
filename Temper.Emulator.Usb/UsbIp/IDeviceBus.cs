namespace Temper.Emulator.Usb.UsbIp;

/// <summary>Where emulated devices are plugged in. Devices have numbers from 1 on.</summary>
public interface IDeviceBus : IAsyncDisposable
{
    /// <summary>Plugs a device in and says where it is now: <c>attached to vhci port 0</c>.</summary>
    /// <exception cref="DeviceBusException">It cannot be; the message is one line.</exception>
    Task<string> PlugAsync(int number, EmulatedDevice device);

    /// <summary>Pulls a device out; false when it was not plugged in.</summary>
    Task<bool> UnplugAsync(int number);

    /// <summary>Whether the device is plugged in: one whose fault unplugged it is not.</summary>
    bool IsPlugged(int number);
}
