using Temper.Emulator;
using Temper.Testing;

namespace Temper.Devices.Tests.Devices;

/// <summary>What a set of devices remembers of each port, and what callers get who cannot wait.</summary>
public sealed class DeviceHistoryTests
{
    private readonly DeviceBench _bench = new("TEMPer2_M12_V1.3", "TEMPer1F_H1V1.5F");
    private TemperDeviceSet _set = null!;

    [SetUp]
    public void CreateSet() => _set = new TemperDeviceSet(_bench.Options);

    [TearDown]
    public async Task Close()
    {
        await using var clock = _bench.LetTimeRun();
        await _set.DisposeAsync();
    }

    [Test]
    public async Task Reads_and_errors_are_counted_and_go_on_after_a_replug()
    {
        var device = _bench.Device;
        await _set.ReadAsync();
        device.Fault = DeviceFault.Stall;
        await _set.ReadAsync();
        device.Fault = DeviceFault.None;
        _bench.Transport.Unplug(device);
        await _set.ReadAsync();
        _bench.Transport.Plug(device);
        var snapshot = await _set.ReadAsync();

        var history = snapshot.Devices.Single(entry => entry.PortPath == "usb-1/input1").History;
        history.Reads.Should().Be(3);
        history.Errors.Should().Equal(new Dictionary<TemperErrorReason, long> { [TemperErrorReason.Io] = 1 });
        history.LastSuccess.Should().Be(_bench.Time.GetUtcNow());
    }

    [Test]
    public async Task A_failed_read_leaves_the_time_of_the_last_good_one()
    {
        await _set.ReadAsync();
        var good = _bench.Time.GetUtcNow();
        _bench.Time.Advance(TimeSpan.FromMinutes(1));
        _bench.Device.Fault = DeviceFault.Stall;

        (await _set.ReadAsync()).Devices[0].History.LastSuccess.Should().Be(good);
    }

    [Test]
    public async Task A_value_that_does_not_change_keeps_the_time_since_when()
    {
        await _set.ReadAsync();
        var first = _bench.Time.GetUtcNow();
        _bench.Time.Advance(TimeSpan.FromHours(1));
        _bench.Device.SetData("15a01500"); // internal as before, external not

        var values = (await _set.ReadAsync()).Devices[0].History.Values;

        values
            .Should()
            .Equal(
                new UnchangedReading(new SensorReading("internal", Quantity.Temperature, 21.625), first),
                new UnchangedReading(new SensorReading("external", Quantity.Temperature, 21), _bench.Time.GetUtcNow())
            );
    }

    [Test]
    public async Task A_value_that_cannot_be_is_counted_apart_from_errors()
    {
        _bench.Device.SetData("15a07f00"); // 127 °C is beyond the chip

        var history = (await _set.ReadAsync()).Devices[0].History;

        (history.Reads, history.ReadsWithOutOfRangeReading, history.Errors.Count).Should().Be((1, 1, 0));
        history.LastSuccess.Should().BeNull();
    }

    [Test]
    public async Task A_caller_that_cannot_wait_gets_the_devices_that_are_through()
    {
        await _set.ReadAsync();
        var slow = _bench.Transport.Devices[1];
        await _bench.SlowDownAsync(_set, slow, TimeSpan.FromMilliseconds(900));
        var before = slow.ReadingQueryCount;
        var patient = await _bench.OthersReadAsync(() => _set.ReadAsync(), slow);
        await _bench.Transport.WaitForReaderAsync(slow);
        await DeviceBench.UntilIdleAsync(_set, 0); // else this caller shares a read, and no query follows
        var timeout = TimeSpan.FromMilliseconds(100);
        var impatient = await _bench.OthersReadAsync(() => _set.ReadAsync(timeout), slow);
        await DeviceBench.UntilIdleAsync(_set, 0);
        _bench.Time.Advance(timeout);
        var cut = await impatient;

        cut.Devices[0].Error.Should().BeNull();
        cut.Devices[1].Error!.Reason.Should().Be(TemperErrorReason.Timeout);
        patient.IsCompleted.Should().BeFalse();
        var whole = await _bench.RunAsync(patient, slow);
        whole.Devices.Should().OnlyContain(device => device.Error == null);
        whole.Devices[1].History.Errors.Should().BeEmpty("it answered in the time that a stick has");
        (slow.ReadingQueryCount - before).Should().Be(1);
    }

    [Test]
    public async Task A_caller_that_waits_longer_than_devices_may_take_gets_the_whole_snapshot() =>
        (await _set.ReadAsync(TimeSpan.FromMinutes(1)))
            .Devices.Should()
            .HaveCount(2)
            .And.OnlyContain(device => device.Error == null);

    [Test]
    public async Task A_lasting_failure_is_logged_again_after_an_hour()
    {
        var log = new ListLoggerFactory();
        var bench = new DeviceBench("TEMPer2_M12_V1.3");
        bench.Device.Fault = DeviceFault.Stall;
        await using var set = new TemperDeviceSet(bench.Options with { LoggerFactory = log });
        for (var quarter = 0; quarter <= 8; quarter++)
        {
            await set.ReadAsync();
            bench.Time.Advance(TimeSpan.FromMinutes(15));
        }

        log.Lines.Should()
            .HaveCount(3)
            .And.OnlyContain(line =>
                line.StartsWith("Warning device failed phy=usb-1/input1 error=", StringComparison.Ordinal)
            );
    }

    [Test]
    public async Task What_cannot_be_read_is_in_the_snapshot_with_the_reason()
    {
        _bench.Plug("HidTEMPer");

        var snapshot = await _set.ReadAsync();

        snapshot.Devices.Should().HaveCount(2);
        snapshot.Unsupported.Should().ContainSingle().Which.Unsupported.Should().Contain("is not supported");
    }
}
