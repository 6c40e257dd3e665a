using Microsoft.Extensions.Time.Testing;
using Temper.Devices.Sessions;
using Temper.Devices.Tests.Fakes;
using Temper.Emulator;

namespace Temper.Devices.Tests.Devices;

/// <summary>
/// A device that accepts no query is quarantined, so that the kernel's wait for it does not block other devices.
/// </summary>
public sealed class QuarantineTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly EmulatedDevice _device = new(DeviceModels.Find("TEMPer2_V4.1")!, "usb-1");

    [Test]
    public void A_device_that_accepts_no_query_is_queried_less_and_less_often()
    {
        using var reads = new DeviceReads(Transport(), _time);
        reads.Once().Should().BeNull();
        var before = _device.QueryCount;
        _device.Fault = DeviceFault.WriteHangs;

        reads.Until(TimeSpan.FromHours(1)).Should().OnlyContain(error => error != null);

        // At once, after 1, 2, 4 and 8 minutes, and then every 10.
        (_device.QueryCount - before)
            .Should()
            .BeInRange(8, 10);
    }

    [Test]
    public void In_quarantine_a_read_fails_at_once_with_what_to_do()
    {
        using var reads = new DeviceReads(Transport(), _time);
        _device.Fault = DeviceFault.WriteHangs;
        reads.Once(pause: TimeSpan.Zero);
        var (start, queries) = (_time.GetTimestamp(), _device.QueryCount);

        var error = reads.Once(pause: TimeSpan.Zero);

        error
            .Should()
            .BeOfType<TemperConnectionException>()
            .Which.Message.Should()
            .Be(
                "/dev/hidraw1: the device does not accept queries; replug it (next query in 60 s, so that it does not "
                    + "block other devices)"
            );
        _time.GetElapsedTime(start).Should().Be(TimeSpan.Zero);
        _device.QueryCount.Should().Be(queries);
    }

    [Test]
    public void A_query_that_is_accepted_ends_it()
    {
        using var reads = new DeviceReads(Transport(), _time);
        reads.Once().Should().BeNull();
        _device.Fault = DeviceFault.WriteHangs;
        reads.Once();
        _device.Fault = DeviceFault.None;

        reads.Until(_time.GetUtcNow() - _time.Start + TimeSpan.FromSeconds(70)).Should().EndWith([null, null]);

        _device.Fault = DeviceFault.WriteHangs;
        reads.Once(pause: TimeSpan.FromSeconds(61));
        _device.Fault = DeviceFault.None;
        reads.Once().Should().BeNull("the pauses begin with a minute again");
    }

    [Test]
    public void A_device_whose_query_only_waited_behind_another_is_not_quarantined()
    {
        var transport = Transport();
        using var reads = new DeviceReads(transport, _time);
        reads.Once().Should().BeNull();
        transport.WriteTime = TimeSpan.FromSeconds(4.9);
        reads.Once();
        transport.WriteTime = TimeSpan.Zero;

        reads.Once().Should().BeNull();
    }

    [Test]
    public void Nodes_are_opened_and_closed_when_no_write_hangs_any_more()
    {
        var writes = new WritesInProgress();
        writes.Begin(this, _time);
        writes.WaitUntilNoneHangs(); // it has only just begun
        _time.Advance(TimeSpan.FromMilliseconds(101));
        var waiting = new Thread(writes.WaitUntilNoneHangs) { IsBackground = true };
        waiting.Start();
        while (!waiting.ThreadState.HasFlag(ThreadState.WaitSleepJoin))
        {
            Thread.Yield();
        }

        writes.End(this);

        waiting.Join();
        writes.Any.Should().BeFalse();
    }

    private SteppedHidTransport Transport() => new(_device, _time);
}
