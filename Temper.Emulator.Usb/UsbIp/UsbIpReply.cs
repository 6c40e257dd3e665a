using System.Buffers.Binary;

namespace Temper.Emulator.Usb.UsbIp;

/// <summary>
/// The messages to the kernel. Device, direction and endpoint stay 0, because the kernel uses the sequence number only.
/// </summary>
internal static class UsbIpReply
{
    public const int Ok = 0;
    public const int Stall = -32; // -EPIPE
    public const int Unlinked = -104; // -ECONNRESET

    private const uint ReturnSubmit = 3;
    private const uint ReturnUnlink = 4;

    /// <summary>Completes a transfer to the kernel, with no more bytes than it has room for.</summary>
    public static byte[] SubmittedIn(uint sequence, ReadOnlySpan<byte> data, uint room)
    {
        var length = (int)Math.Min((uint)data.Length, room);
        return [.. Header(ReturnSubmit, sequence, Ok, length), .. data[..length]];
    }

    /// <summary>Completes a transfer from the kernel, or a failed one of either direction.</summary>
    public static byte[] Submitted(uint sequence, int status, int length = 0) =>
        Header(ReturnSubmit, sequence, status, length);

    /// <summary>Answers the cancellation of a transfer.</summary>
    public static byte[] OfUnlink(uint sequence, int status) => Header(ReturnUnlink, sequence, status, 0);

    private static byte[] Header(uint command, uint sequence, int status, int length)
    {
        var header = new byte[UsbIpRequest.HeaderLength];
        BinaryPrimitives.WriteUInt32BigEndian(header, command);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), sequence);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(20), status);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(24), length);
        return header;
    }
}
