using System.Buffers.Binary;
using System.Text;

namespace Temper.Emulator.Usb.UsbIp;

/// <summary>
/// The messages of the handshake before a TCP connection carries transfers. Source: usbip_protocol.rst, OP_REQ and
/// OP_REP.
/// </summary>
public static class UsbIpExport
{
    public const ushort ProtocolVersion = 0x0111;
    public const ushort DeviceListRequest = 0x8005;
    public const ushort ImportRequest = 0x8003;
    public const int RequestLength = 8;
    public const int BusIdLength = 32;

    private const ushort DeviceListReply = 0x0005;
    private const ushort ImportReply = 0x0003;
    private const uint Refused = 1;
    private const int PathLength = 256;
    private const uint BusNumber = 1;

    /// <summary>Combines bus and device number, as in the kernel's messages.</summary>
    public static int DeviceId(int number) => (int)(BusNumber << 16) | number;

    public static string BusId(int number) => $"{BusNumber}-{number}";

    /// <summary>Parses the bus id of an import request: text up to the first 0.</summary>
    public static string ParseBusId(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)0);
        return Encoding.Latin1.GetString(end < 0 ? bytes : bytes[..end]);
    }

    public static byte[] DeviceList(IReadOnlyCollection<(int Number, DeviceModel Model)> devices)
    {
        var list = new Writer().Header(DeviceListReply, 0).Word((uint)devices.Count);
        foreach (var (number, model) in devices)
        {
            Describe(list, number, model);
            list.Bytes([3, 1, 1, 0, 3, 1, 2, 0]); // class, subclass, protocol and padding of each interface
        }

        return list.ToArray();
    }

    public static byte[] Imported(int number, DeviceModel model) =>
        Describe(new Writer().Header(ImportReply, 0), number, model).ToArray();

    public static byte[] ImportRefused() => new Writer().Header(ImportReply, Refused).ToArray();

    private static Writer Describe(Writer writer, int number, DeviceModel model) =>
        writer
            .Text($"/sys/devices/temper-emulator/usb{BusNumber}/{BusId(number)}", PathLength)
            .Text(BusId(number), BusIdLength)
            .Word(BusNumber)
            .Word((uint)number)
            .Word(UsbSpeed.Low)
            .Half(model.UsbId.VendorId)
            .Half(model.UsbId.ProductId)
            .Half(model.BcdDevice)
            .Bytes([0, 0, 0, UsbDescriptors.Configuration, 1, UsbDescriptors.Interfaces]);

    private sealed class Writer
    {
        private readonly List<byte> _bytes = [];

        public Writer Header(ushort code, uint status) => Half(ProtocolVersion).Half(code).Word(status);

        public Writer Half(ushort value)
        {
            Span<byte> bytes = stackalloc byte[2];
            BinaryPrimitives.WriteUInt16BigEndian(bytes, value);
            return Bytes(bytes);
        }

        public Writer Word(uint value)
        {
            Span<byte> bytes = stackalloc byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
            return Bytes(bytes);
        }

        public Writer Text(string text, int length)
        {
            var bytes = new byte[length];
            Encoding.ASCII.GetBytes(text, bytes);
            return Bytes(bytes);
        }

        public Writer Bytes(ReadOnlySpan<byte> bytes)
        {
            _bytes.AddRange(bytes);
            return this;
        }

        public byte[] ToArray() => [.. _bytes];
    }
}
