using Microsoft.Extensions.Time.Testing;
using Temper.Devices.Transport;
using Temper.Emulator;

namespace Temper.Devices.Tests.Fakes;

/// <summary>
/// An emulated HID device on a clock of its own, which moves whenever a reader waits: years of reads in one thread.
/// </summary>
internal sealed class SteppedHidTransport(EmulatedDevice device, FakeTimeProvider time) : ITransport
{
    private readonly List<(DateTimeOffset Due, byte[] Bytes)> _coming = [];

    /// <summary>Returns how long one query's answer takes; <see langword="null"/> is never.</summary>
    public Func<byte[], TimeSpan?> Delay { get; set; } = _ => TimeSpan.FromMilliseconds(20);

    /// <summary>Whether answers come in the order of their queries, as a real device's do.</summary>
    public bool AnswersInOrder { get; set; } = true;

    /// <summary>
    /// Whether the kernel has stopped polling the device: what it sends waits until the node is reopened.
    /// </summary>
    public bool IsPollingStopped { get; set; }

    /// <summary>Whether that is so from the first opening on.</summary>
    public bool StopsPollingAtFirstOpen { get; set; }

    /// <summary>How long a write takes that the device takes in the end.</summary>
    public TimeSpan WriteTime { get; set; }

    public int Opened { get; private set; }

    public UsbInterfaceInfo Interface { get; } =
        new()
        {
            PortPath = "usb-1/input1",
            InstanceId = "0003:0C45:7401.0001",
            Node = "/dev/hidraw1",
            VendorId = device.Model.UsbId.VendorId,
            ProductId = device.Model.UsbId.ProductId,
            InterfaceNumber = 1,
        };

    public IReadOnlyList<UsbInterfaceInfo> Enumerate() => [Interface];

    public ITransportConnection Open(UsbInterfaceInfo target)
    {
        Opened++;
        IsPollingStopped = StopsPollingAtFirstOpen && Opened == 1;
        return new Connection(this);
    }

    private void Take(ReadOnlySpan<byte> query)
    {
        var answer = device.Answer(query);
        if (answer.Outcome == WriteOutcome.Stalled)
        {
            throw new TemperConnectionException(
                "/dev/hidraw1 rejected the query (stall); replug the device",
                errno: 32
            );
        }

        if (answer.Outcome == WriteOutcome.NeverCompletes)
        {
            time.Advance(TimeSpan.FromSeconds(5)); // the kernel's USB_CTRL_SET_TIMEOUT
            throw new TemperConnectionException("/dev/hidraw1 did not accept the query; replug the device", errno: 110);
        }

        time.Advance(WriteTime);
        if (Delay(query.ToArray()) is not { } delay)
        {
            return;
        }

        foreach (var report in answer.Reports)
        {
            var due = time.GetUtcNow() + delay + report.After;
            var last = _coming.Count > 0 ? _coming[^1].Due : due;
            due = AnswersInOrder && last > due ? last : due;
            _coming.Insert(_coming.FindLastIndex(report => report.Due <= due) + 1, (due, report.Bytes));
        }
    }

    private int Read(Span<byte> buffer, TimeSpan timeout)
    {
        var end = time.GetUtcNow() + timeout;
        if (IsPollingStopped || _coming.Count == 0 || _coming[0].Due > end)
        {
            time.Advance(timeout);
            return 0;
        }

        var (due, bytes) = _coming[0];
        _coming.RemoveAt(0);
        time.Advance(due > time.GetUtcNow() ? due - time.GetUtcNow() : TimeSpan.Zero);
        bytes.CopyTo(buffer);
        return bytes.Length;
    }

    private sealed class Connection(SteppedHidTransport transport) : ITransportConnection
    {
        public bool TryLock(TimeSpan timeout) => true;

        public void Unlock() { }

        public void Write(ReadOnlySpan<byte> bytes) => transport.Take(bytes);

        public int Read(Span<byte> buffer, TimeSpan timeout) => transport.Read(buffer, timeout);

        public void Dispose() { }
    }
}
