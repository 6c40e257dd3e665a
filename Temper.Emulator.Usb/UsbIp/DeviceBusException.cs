namespace Temper.Emulator.Usb.UsbIp;

/// <summary>Devices cannot be plugged in, and what to do about it, in one line.</summary>
public sealed class DeviceBusException(string message) : Exception(message);
