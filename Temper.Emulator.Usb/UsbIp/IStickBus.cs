namespace Temper.Emulator.Usb.UsbIp;

/// <summary>Where emulated sticks are plugged in. Sticks have numbers from 1 on.</summary>
public interface IStickBus : IAsyncDisposable
{
    /// <summary>Plugs a stick in and says where it is now: <c>attached to vhci port 0</c>.</summary>
    /// <exception cref="StickBusException">It cannot be; the message is one line.</exception>
    Task<string> PlugAsync(int number, EmulatedStick stick);

    /// <summary>Pulls a stick out; false when it was not plugged in.</summary>
    Task<bool> UnplugAsync(int number);

    /// <summary>Whether the stick is plugged in: one whose fault unplugged it is not.</summary>
    bool IsPlugged(int number);
}
