namespace Temper.Emulator.Usb.UsbIp;

/// <summary>The reason why a USB/IP connection ended.</summary>
public enum ConnectionEnd
{
    /// <summary>The kernel closed it, because the device was detached there.</summary>
    PeerClosed,

    /// <summary>The device was unplugged here, by a command or by its fault.</summary>
    Unplugged,

    /// <summary>The peer sent an invalid message, or closed the connection within one.</summary>
    Failed,
}
