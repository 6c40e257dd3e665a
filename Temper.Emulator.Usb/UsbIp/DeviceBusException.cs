namespace Temper.Emulator.Usb.UsbIp;

/// <summary>Thrown when devices cannot be plugged in. The message is one line that says what to do.</summary>
public sealed class DeviceBusException(string message) : Exception(message);
