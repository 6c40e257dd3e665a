namespace Temper.Devices.Transport;

/// <summary>What a transport carries, which decides the language that its devices speak.</summary>
public enum TransportKind
{
    /// <summary>HID reports of 8 bytes, such as over Linux hidraw.</summary>
    Hid,

    /// <summary>Lines of text over a serial port.</summary>
    Serial,
}
