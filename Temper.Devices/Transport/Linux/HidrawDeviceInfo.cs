using System.Runtime.InteropServices;

namespace Temper.Devices.Transport.Linux;

/// <summary><c>struct hidraw_devinfo</c> of linux/hidraw.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct HidrawDeviceInfo(uint BusType, ushort VendorId, ushort ProductId);
