namespace Temper.Emulator.Usb.UsbIp;

/// <summary>Why a USB/IP connection is over.</summary>
public enum ConnectionEnd
{
    /// <summary>The kernel's side closed it: the device was detached there.</summary>
    PeerClosed,

    /// <summary>The device was unplugged here, by command or by its fault.</summary>
    Unplugged,

    /// <summary>The peer sent what makes no sense, or broke off in the middle.</summary>
    Failed,
}
