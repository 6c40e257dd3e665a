namespace Temper.Emulator.Usb.UsbIp;

/// <summary>Endpoint 0, which answers the requests of USB 2.0 section 9.4 and HID 1.11 section 7.2.</summary>
internal sealed class ControlEndpoint(DeviceModel model)
{
    private const byte OutputReport = 2;

    private byte _configuration;

    /// <summary>
    /// Returns whether a request carries an output report to the data interface. On interface 0, an output report sets
    /// the lamps of the keyboard.
    /// </summary>
    public static bool IsOutputReport(UsbSetup setup) =>
        setup is { RequestType: 0x21, Request: SetReport, Index: UsbDescriptors.DataInterface, Type: OutputReport };

    /// <summary>Returns the requested bytes, or <see langword="null"/> to reject the request.</summary>
    public byte[]? Read(UsbSetup setup) =>
        (setup.RequestType, setup.Request) switch
        {
            (0x80, GetDescriptor) => UsbDescriptors.Find(model, setup.Type, setup.Id),
            (0x80, GetConfiguration) => [_configuration],
            (0x80 or 0x81 or 0x82, GetStatus) => [0, 0],
            (0x81, GetDescriptor) => UsbDescriptors.FindOfInterface(model, setup.Index, setup.Type),
            (0x81, GetInterface) when IsInterface(setup) => [0],
            (0xa1, GetReport) when IsInterface(setup) => new byte[UsbSpeed.LowSpeedPacket],
            (0xa1, GetIdle) when IsInterface(setup) => [0],
            (0xa1, GetProtocol) when IsInterface(setup) => [1],
            _ => null,
        };

    /// <summary>Handles a request that writes; returns false to reject it.</summary>
    public bool Write(UsbSetup setup)
    {
        switch (setup.RequestType, setup.Request)
        {
            case (0x00, SetConfiguration) when setup.Value <= UsbDescriptors.Configuration:
                _configuration = setup.Id;
                return true;
            case (0x00, SetAddress):
            case (0x00 or 0x02, ClearFeature or SetFeature): // remote wakeup, endpoint halt: nothing to remember
                return true;
            case (0x01, SetInterface):
                return IsInterface(setup) && setup.Value == 0; // no alternate settings
            case (0x21, SetReport or SetIdle or SetProtocol):
                return IsInterface(setup);
            default:
                return false;
        }
    }

    private static bool IsInterface(UsbSetup setup) => setup.Index < UsbDescriptors.Interfaces;

    // Standard requests (USB 2.0 table 9-4).
    private const byte GetStatus = 0;
    private const byte ClearFeature = 1;
    private const byte SetFeature = 3;
    private const byte SetAddress = 5;
    private const byte GetDescriptor = 6;
    private const byte GetConfiguration = 8;
    private const byte SetConfiguration = 9;
    private const byte GetInterface = 10;
    private const byte SetInterface = 11;

    // HID class requests (HID 1.11 section 7.2).
    private const byte GetReport = 1;
    private const byte GetIdle = 2;
    private const byte GetProtocol = 3;
    private const byte SetReport = 9;
    private const byte SetIdle = 10;
    private const byte SetProtocol = 11;
}
