using System.Buffers.Binary;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using Temper.Emulator.Usb.UsbIp;

namespace Temper.Emulator.Tests.UsbIp;

/// <summary>
/// What vhci_hcd would send and get: written from usbip_protocol.rst, apart from the emulator's own code.
/// </summary>
internal sealed class KernelSide(Stream stream) : IAsyncDisposable
{
    private readonly CancellationTokenSource _timeout = new(TimeSpan.FromSeconds(20));
    private readonly HashSet<uint> _reads = [];
    private uint _sequence;

    public CancellationToken Timeout => _timeout.Token;

    /// <summary>The connection's end, when the kernel's side was made by <see cref="Plug"/>.</summary>
    public Task<ConnectionEnd> End { get; private init; } = Task.FromResult(ConnectionEnd.Failed);

    public List<string> Log { get; private init; } = [];

    public CancellationTokenSource Unplug { get; private init; } = new();

    public static KernelSide Plug(EmulatedDevice device, TimeSpan pollInterval = default, FakeTimeProvider? time = null)
    {
        var (ours, theirs) = SocketPair.Create();
        var log = new List<string>();
        var connection = new UsbIpConnection(
            device,
            new NetworkStream(ours, ownsSocket: true),
            time ?? new FakeTimeProvider(),
            pollInterval,
            log.Add
        );
        var unplug = new CancellationTokenSource();
        return new KernelSide(new NetworkStream(theirs, ownsSocket: true))
        {
            Unplug = unplug,
            Log = log,
            End = connection.RunAsync(unplug.Token),
        };
    }

    public async Task<UsbReply> ControlInAsync(byte type, byte request, ushort value, ushort index, ushort length)
    {
        await SubmitAsync(isIn: true, endpoint: 0, length, Setup(type, request, value, index, length));
        return await ReceiveAsync();
    }

    public async Task<UsbReply> ControlOutAsync(byte type, byte request, ushort value, ushort index, params byte[] data)
    {
        await SendControlOutAsync(type, request, value, index, data);
        return await ReceiveAsync();
    }

    public Task<uint> SendControlOutAsync(byte type, byte request, ushort value, ushort index, params byte[] data) =>
        SubmitAsync(
            isIn: false,
            endpoint: 0,
            (uint)data.Length,
            Setup(type, request, value, index, (ushort)data.Length),
            data
        );

    /// <summary>SET_REPORT of an output report to the data interface, as hidraw's write() makes it.</summary>
    public Task<UsbReply> SetReportAsync(ReadOnlySpan<byte> report) =>
        ControlOutAsync(0x21, 9, 0x0200, 1, report.ToArray());

    public Task<uint> SubmitInterruptInAsync(uint endpoint = 2, uint length = 8) =>
        SubmitAsync(isIn: true, endpoint, length, new byte[8]);

    public Task<uint> SubmitInterruptOutAsync(uint endpoint, ReadOnlySpan<byte> report) =>
        SubmitAsync(isIn: false, endpoint, (uint)report.Length, new byte[8], report.ToArray());

    public async Task<uint> UnlinkAsync(uint sequence)
    {
        var header = Header(command: 2, isIn: false, endpoint: 0);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(20), sequence);
        await stream.WriteAsync(header, Timeout);
        return _sequence;
    }

    public async Task<uint> SubmitAsync(
        bool isIn,
        uint endpoint,
        uint length,
        byte[] setup,
        byte[]? data = null,
        uint packets = 0
    )
    {
        var header = Header(command: 1, isIn, endpoint);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(24), length);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(32), packets);
        setup.CopyTo(header, 40);
        if (isIn)
        {
            _reads.Add(_sequence);
        }

        await stream.WriteAsync((byte[])[.. header, .. data ?? []], Timeout);
        return _sequence;
    }

    public Task SendAsync(byte[] bytes) => stream.WriteAsync(bytes, Timeout).AsTask();

    public async Task<byte[]> ReadAsync(int length)
    {
        var bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes, Timeout);
        return bytes;
    }

    public async Task<UsbReply> ReceiveAsync()
    {
        var header = await ReadAsync(48);
        var sequence = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4));
        var status = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(20));
        var length = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(24));
        var command = BinaryPrimitives.ReadUInt32BigEndian(header);
        var data = command == 3 && _reads.Remove(sequence) ? await ReadAsync(length) : [];
        return new UsbReply(command, sequence, status, length, data);
    }

    /// <summary>Whether the other side has closed and nothing more comes.</summary>
    public async Task<bool> IsClosedAsync() => await stream.ReadAsync(new byte[1], Timeout) == 0;

    public ValueTask DisposeAsync()
    {
        _timeout.Dispose();
        return stream.DisposeAsync();
    }

    private byte[] Header(uint command, bool isIn, uint endpoint)
    {
        var header = new byte[48];
        BinaryPrimitives.WriteUInt32BigEndian(header, command);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), ++_sequence);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(8), 0x00010001);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(12), isIn ? 1u : 0u);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(16), endpoint);
        return header;
    }

    private static byte[] Setup(byte type, byte request, ushort value, ushort index, ushort length) =>
        [
            type,
            request,
            (byte)value,
            (byte)(value >> 8),
            (byte)index,
            (byte)(index >> 8),
            (byte)length,
            (byte)(length >> 8),
        ];
}

internal sealed record UsbReply(uint Command, uint Sequence, int Status, int ActualLength, byte[] Data);
