namespace Temper.Emulator.Usb.UsbIp;

/// <summary>Sticks cannot be plugged in, and what to do about it, in one line.</summary>
public sealed class StickBusException(string message) : Exception(message);
