namespace Temper.Devices.Transport;

/// <summary>A way to devices: Linux hidraw, Linux serial ports, an emulator, or another HID library.</summary>
/// <remarks>Implementations are safe to call from several threads.</remarks>
public interface ITransport
{
    /// <summary>Lists every interface of this transport in the order of plugging in, without opening any.</summary>
    /// <exception cref="TemperConnectionException">The list is not available on this machine.</exception>
    IReadOnlyList<UsbInterfaceInfo> Enumerate();

    /// <summary>
    /// Returns whether <see cref="Enumerate"/> would list the same devices again. If the transport does not know, or
    /// would have to wait for a device to find out, returns <see langword="false"/>. Never fails.
    /// </summary>
    /// <param name="listed">A result of <see cref="Enumerate"/>.</param>
    bool IsCurrent(IReadOnlyList<UsbInterfaceInfo> listed) => false;

    /// <summary>
    /// Opens one interface and checks that it still is the one that was listed; a serial port is set to 9600 8N1, raw.
    /// Can block for tens of ms.
    /// </summary>
    /// <param name="target">An entry of <see cref="Enumerate"/>.</param>
    /// <exception cref="TemperPermissionException">This user may not open it.</exception>
    /// <exception cref="TemperDeviceGoneException">It was unplugged, or another device took its place.</exception>
    /// <exception cref="TemperConnectionException">It cannot be opened for another reason.</exception>
    ITransportConnection Open(UsbInterfaceInfo target);
}
