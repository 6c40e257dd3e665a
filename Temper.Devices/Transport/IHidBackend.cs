using Temper.Devices.Errors;

namespace Temper.Devices.Transport;

/// <summary>How HID devices are reached: Linux hidraw, an emulator, or another HID library.</summary>
/// <remarks>Implementations are safe to call from several threads.</remarks>
public interface IHidBackend
{
    /// <summary>Lists every HID interface of the machine in the order of plugging in, without opening any.</summary>
    /// <exception cref="TemperConnectionException">The list cannot be had on this machine.</exception>
    IReadOnlyList<HidInterfaceInfo> Enumerate();

    /// <summary>Opens one interface and checks that it still is the one that was listed. May block for tens of ms.</summary>
    /// <param name="target">An entry of <see cref="Enumerate"/>.</param>
    /// <exception cref="TemperPermissionException">This user may not open it.</exception>
    /// <exception cref="TemperDeviceGoneException">It is gone, or something else took its place.</exception>
    /// <exception cref="TemperConnectionException">It cannot be opened for another reason.</exception>
    IHidConnection Open(HidInterfaceInfo target);
}
