namespace Temper.Emulator.Usb.UsbIp;

/// <summary>
/// The speed of all emulated devices. Real ones with 413d:2107 and 3553:a001 are full-speed devices, but programs that
/// read them do not see the difference.
/// </summary>
internal static class UsbSpeed
{
    /// <summary>USB_SPEED_LOW in linux/usb/ch9.h. vhci and the import handshake use the same numbers.</summary>
    public const uint Low = 1;

    /// <summary>The only packet size that USB 2.0 section 5.5.3 allows at low speed.</summary>
    public const byte LowSpeedPacket = 8;
}
