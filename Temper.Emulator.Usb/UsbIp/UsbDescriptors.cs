using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace Temper.Emulator.Usb.UsbIp;

/// <summary>The descriptors of a model. Source: USB 2.0 section 9.6 and HID 1.11 section 6.2.</summary>
public static class UsbDescriptors
{
    public const int Interfaces = 2;
    public const int DataInterface = 1;
    public const byte Configuration = 1;

    private const byte DeviceType = 1;
    private const byte ConfigurationType = 2;
    private const byte StringType = 3;
    private const byte InterfaceType = 4;
    private const byte EndpointType = 5;
    private const byte HidType = 0x21;
    private const byte ReportType = 0x22;

    private const byte In = 0x80;
    private const byte Interrupt = 3;
    private const byte PollMilliseconds = 10;
    private const byte HidClass = 3;
    private const byte BootSubclass = 1;
    private const byte BusPoweredRemoteWakeup = 0xa0;
    private const byte HundredMilliamperes = 50;
    private const ushort EnglishUs = 0x0409;

    // HID 1.11 appendix B.1 with usages and values up to 0xff, which has the 65 bytes that real devices announce.
    private static readonly ImmutableArray<byte> BootKeyboard =
    [
        0x05,
        0x01,
        0x09,
        0x06,
        0xa1,
        0x01,
        0x05,
        0x07,
        0x19,
        0xe0,
        0x29,
        0xe7,
        0x15,
        0x00,
        0x25,
        0x01,
        0x75,
        0x01,
        0x95,
        0x08,
        0x81,
        0x02,
        0x95,
        0x01,
        0x75,
        0x08,
        0x81,
        0x01,
        0x95,
        0x05,
        0x75,
        0x01,
        0x05,
        0x08,
        0x19,
        0x01,
        0x29,
        0x05,
        0x91,
        0x02,
        0x95,
        0x01,
        0x75,
        0x03,
        0x91,
        0x01,
        0x95,
        0x06,
        0x75,
        0x08,
        0x15,
        0x00,
        0x26,
        0xff,
        0x00,
        0x05,
        0x07,
        0x19,
        0x00,
        0x2a,
        0xff,
        0x00,
        0x81,
        0x00,
        0xc0,
    ];

    /// <summary>Returns the descriptor for a GET_DESCRIPTOR to the device, or <see langword="null"/>.</summary>
    public static byte[]? Find(DeviceModel model, byte type, byte index) =>
        (type, index) switch
        {
            (DeviceType, 0) => Device(model),
            (ConfigurationType, 0) => Everything(model),
            (StringType, 0) => [4, StringType, .. LittleEndian(EnglishUs)],
            (StringType, 1) => Text(model.Manufacturer),
            (StringType, 2) => Text(model.Product),
            _ => null, // including the device qualifier, which a low-speed device does not have
        };

    /// <summary>Returns the descriptor for a GET_DESCRIPTOR to an interface, or <see langword="null"/>.</summary>
    public static byte[]? FindOfInterface(DeviceModel model, int number, byte type) =>
        (number, type) switch
        {
            (< Interfaces, HidType) => Hid(model, number),
            (< Interfaces, ReportType) => [.. Report(model, number)],
            _ => null,
        };

    private static byte[] Device(DeviceModel model) =>
        [
            18,
            DeviceType,
            .. LittleEndian(model.BcdUsb),
            0,
            0,
            0,
            UsbSpeed.LowSpeedPacket,
            .. LittleEndian(model.UsbId.VendorId),
            .. LittleEndian(model.UsbId.ProductId),
            .. LittleEndian(model.BcdDevice),
            TextIndex(model.Manufacturer, 1),
            TextIndex(model.Product, 2),
            0,
            1,
        ];

    // Devices with 413d:2107 have no strings.
    private static byte TextIndex(string text, byte index) => text.Length > 0 ? index : (byte)0;

    private static byte[] Everything(DeviceModel model)
    {
        byte[] rest = [.. Interface(model, 0, protocol: 1), .. Interface(model, DataInterface, protocol: 2)];
        return
        [
            9,
            ConfigurationType,
            .. LittleEndian((ushort)(9 + rest.Length)),
            Interfaces,
            Configuration,
            0,
            BusPoweredRemoteWakeup,
            HundredMilliamperes,
            .. rest,
        ];
    }

    private static byte[] Interface(DeviceModel model, int number, byte protocol)
    {
        var hasOut = number == DataInterface && model.HasOutEndpoint;
        byte[] endpointOut = hasOut ? Endpoint((byte)(number + 1)) : [];
        return
        [
            9,
            InterfaceType,
            (byte)number,
            0,
            (byte)(hasOut ? 2 : 1),
            HidClass,
            BootSubclass,
            protocol,
            0,
            .. Hid(model, number),
            .. Endpoint((byte)(In | (number + 1))),
            .. endpointOut,
        ];
    }

    private static byte[] Hid(DeviceModel model, int number) =>
        [
            9,
            HidType,
            .. LittleEndian(model.BcdHid),
            0,
            1,
            ReportType,
            .. LittleEndian((ushort)Report(model, number).Length),
        ];

    private static byte[] Endpoint(byte address) =>
        [7, EndpointType, address, Interrupt, UsbSpeed.LowSpeedPacket, 0, PollMilliseconds];

    private static ImmutableArray<byte> Report(DeviceModel model, int number) =>
        number == DataInterface ? model.DataReportDescriptor : BootKeyboard;

    private static byte[] Text(string text)
    {
        var utf16 = Encoding.Unicode.GetBytes(text);
        return [(byte)(2 + utf16.Length), StringType, .. utf16];
    }

    private static byte[] LittleEndian(ushort value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        return bytes;
    }
}
