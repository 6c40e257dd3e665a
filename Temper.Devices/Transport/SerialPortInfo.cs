namespace Temper.Devices.Transport;

/// <summary>One serial port of a USB device, as the system describes it.</summary>
public sealed record SerialPortInfo : UsbInterfaceInfo;
