using Temper.Devices.Errors;

namespace Temper.Devices.Transport;

/// <summary>How serial ports on USB are reached: Linux ttys, or an emulator.</summary>
/// <remarks>Implementations are safe to call from several threads.</remarks>
public interface ISerialBackend
{
    /// <summary>Lists every serial port of a USB device in the order of plugging in, without opening any.</summary>
    /// <exception cref="TemperConnectionException">The list cannot be had on this machine.</exception>
    IReadOnlyList<SerialPortInfo> Enumerate();

    /// <summary>Opens a port at 9600 8N1, raw, and checks that it still is the one that was listed.</summary>
    /// <param name="target">An entry of <see cref="Enumerate"/>.</param>
    /// <exception cref="TemperPermissionException">This user may not open it.</exception>
    /// <exception cref="TemperDeviceGoneException">It is gone, or something else took its place.</exception>
    /// <exception cref="TemperConnectionException">It cannot be opened for another reason.</exception>
    ISerialConnection Open(SerialPortInfo target);
}
