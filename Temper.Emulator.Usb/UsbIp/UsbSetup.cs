using System.Buffers.Binary;

namespace Temper.Emulator.Usb.UsbIp;

/// <summary>The setup packet of a control transfer (USB 2.0 section 9.3).</summary>
public readonly record struct UsbSetup(byte RequestType, byte Request, ushort Value, ushort Index, ushort Length)
{
    public const int Size = 8;

    /// <summary>The type of the descriptor or report: the high byte of the value.</summary>
    public byte Type => (byte)(Value >> 8);

    /// <summary>The index of the descriptor, or the report id: the low byte of the value.</summary>
    public byte Id => (byte)Value;

    public static UsbSetup Parse(ReadOnlySpan<byte> bytes) =>
        new(
            bytes[0],
            bytes[1],
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]),
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]),
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..])
        );
}
