namespace Temper.Devices.Transport;

/// <summary>One HID interface of a USB device, as the system describes it.</summary>
public sealed record HidInterfaceInfo : UsbInterfaceInfo;
