using System.Buffers.Binary;

namespace Temper.Emulator.Usb.UsbIp;

/// <summary>The 48 bytes before each message of the kernel's side: Documentation/usb/usbip_protocol.rst.</summary>
/// <param name="Command">What it wants.</param>
/// <param name="Sequence">The number by which a reply names it.</param>
/// <param name="IsIn">Whether bytes go to the kernel.</param>
/// <param name="Endpoint">The endpoint's number, without direction.</param>
/// <param name="Length">Room for, or number of, bytes to transfer. Whatever the peer says: up to 4 GiB.</param>
/// <param name="Packets">Isochronous packets; 0 or all ones for the transfers that HID has.</param>
/// <param name="Setup">The setup packet when the endpoint is 0.</param>
/// <param name="UnlinkedSequence">Of an unlink: what is to be called back.</param>
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

    private const uint LongestOut = 64 * 1024; // a control transfer's limit, and beyond any report

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

    /// <summary>Refuses what no HID device is sent, before anything is allocated for it.</summary>
    public void ThrowIfNonsense()
    {
        if (Packets is not (0 or uint.MaxValue))
        {
            throw new InvalidDataException(
                $"the peer sent {Packets} isochronous packets: a stick has no such endpoint"
            );
        }

        if (!IsIn && Length > LongestOut)
        {
            throw new InvalidDataException($"the peer announced {Length} bytes: {LongestOut} is the most");
        }
    }

    private static uint Word(ReadOnlySpan<byte> header, int offset) =>
        BinaryPrimitives.ReadUInt32BigEndian(header[offset..]);
}
