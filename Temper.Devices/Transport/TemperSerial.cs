namespace Temper.Devices.Transport;

/// <summary>What a transport for serial ports needs to know about TEMPer devices.</summary>
internal static class TemperSerial
{
    /// <summary>
    /// USB id of the serial converter in a TEMPerX232, a CH341. Other devices have it too, such as an Arduino.
    /// </summary>
    public static UsbId UsbId { get; } = new(0x1a86, 0x5523);
}
