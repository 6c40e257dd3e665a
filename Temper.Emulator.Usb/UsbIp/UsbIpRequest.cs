using System.Buffers.Binary;

namespace Temper.Emulator.Usb.UsbIp;

/// <summary>The 48-byte header of each message of the kernel. Source: Documentation/usb/usbip_protocol.rst.</summary>
/// <param name="Command">Submit or unlink.</param>
/// <param name="Sequence">The number to which the reply refers.</param>
/// <param name="IsIn">Whether bytes go to the kernel.</param>
/// <param name="Endpoint">The endpoint's number, without direction.</param>
/// <param name="Length">The number of bytes to transfer, or the room for them. The peer can claim up to 4 GiB.</param>
/// <param name="Packets">The number of isochronous packets; 0 or all ones in HID transfers.</param>
/// <param name="Setup">The setup packet, if the endpoint is 0.</param>
/// <param name="UnlinkedSequence">In an unlink, the transfer to cancel.</param>
internal readonly record struct UsbIpRequest(
    uint Command,
    uint Sequence,
    bool IsIn,
    uint Endpoint,
    uint Length,
    uint Packets,
    UsbSetup Setup,
    uint UnlinkedSequence
)
{
    public const int HeaderLength = 48;
    public const uint Submit = 1;
    public const uint Unlink = 2;

    private const uint MaxOut = 64 * 1024; // the limit of a control transfer, and more than any report

    public static UsbIpRequest Parse(ReadOnlySpan<byte> header) =>
        new(
            Word(header, 0),
            Word(header, 4),
            Word(header, 12) == 1,
            Word(header, 16),
            Word(header, 24),
            Word(header, 32),
            UsbSetup.Parse(header[40..]),
            Word(header, 20)
        );

    /// <summary>Rejects a request that no HID device gets, before memory is allocated for it.</summary>
    public void ThrowIfInvalid()
    {
        if (Packets is not (0 or uint.MaxValue))
        {
            throw new InvalidDataException(
                $"the peer sent {Packets} isochronous packets; devices have no isochronous endpoint"
            );
        }

        if (!IsIn && Length > MaxOut)
        {
            throw new InvalidDataException($"the peer announced {Length} bytes; the maximum is {MaxOut}");
        }
    }

    private static uint Word(ReadOnlySpan<byte> header, int offset) =>
        BinaryPrimitives.ReadUInt32BigEndian(header[offset..]);
}
