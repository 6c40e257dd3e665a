namespace Temper.Emulator.Usb.UsbIp;

/// <summary>TEMPer devices are low-speed devices.</summary>
internal static class UsbSpeed
{
    /// <summary>USB_SPEED_LOW of linux/usb/ch9.h; vhci and the import handshake use the same numbers.</summary>
    public const uint Low = 1;

    /// <summary>The only packet size that USB 2.0 section 5.5.3 allows at low speed.</summary>
    public const byte LowSpeedPacket = 8;
}
