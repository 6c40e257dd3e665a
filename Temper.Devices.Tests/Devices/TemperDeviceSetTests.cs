using Temper.Emulator;
using Temper.Testing;

namespace Temper.Devices.Tests.Devices;

public sealed class TemperDeviceSetTests
{
    private readonly StickBench _bench = new("TEMPer2_M12_V1.3", "TEMPer1F_H1V1.5F", "TEMPer2_M12_V1.3");
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
    public async Task A_snapshot_holds_every_stick_in_the_order_of_plugging_in()
    {
        var snapshot = await _set.ReadAsync();

        snapshot
            .Sticks.Select(stick => (stick.PortPath, stick.Info!.Version, stick.Reading!.Sensors.Length))
            .Should()
            .Equal(
                ("usb-1/input1", "TEMPer2_M12_V1.3", 2),
                ("usb-2/input1", "TEMPer1F_H1V1.5F", 2),
                ("usb-3/input1", "TEMPer2_M12_V1.3", 2)
            );
    }

    [TestCase(StickFault.Silent, TemperErrorReason.Timeout)]
    [TestCase(StickFault.Garbage, TemperErrorReason.Malformed)]
    [TestCase(StickFault.Stall, TemperErrorReason.Io)]
    [TestCase(StickFault.UnplugOnQuery, TemperErrorReason.Gone)]
    [TestCase(StickFault.UnprintableVersion, TemperErrorReason.UnknownFirmware)]
    public async Task A_bad_stick_costs_the_good_ones_nothing(StickFault fault, TemperErrorReason reason)
    {
        var bad = _bench.Backend.Sticks[1];
        bad.Fault = fault;

        var snapshot = await _bench.RunAsync(await _bench.OthersReadAsync(() => _set.ReadAsync(), bad), bad);

        snapshot.Sticks.Select(stick => stick.Error?.Reason).Should().Equal(null, reason, null);
        snapshot
            .Sticks.Where(stick => stick.Error is null)
            .Should()
            .OnlyContain(stick => stick.Reading!.Sensors.Length == 2);
        snapshot.Duration.Should().BeLessThan(StickBench.DeviceTimeout + TimeSpan.FromSeconds(0.5));
    }

    [Test]
    public async Task A_stick_that_hangs_in_the_kernel_costs_the_good_ones_nothing_however_often_it_is_asked()
    {
        var bad = _bench.Backend.Sticks[1];
        bad.Fault = StickFault.WriteHangs;

        var first = await _bench.RunPastDeadlineAsync(await _bench.OthersReadAsync(() => _set.ReadAsync(), bad), bad);
        first.Sticks.Select(stick => stick.Error?.Reason).Should().Equal(null, TemperErrorReason.Timeout, null);
        first.Duration.Should().BeLessThan(StickBench.DeviceTimeout + TimeSpan.FromSeconds(0.5));

        for (var read = 0; read < 5; read++)
        {
            var next = await _bench.RunPastDeadlineAsync(
                await _bench.OthersReadAsync(() => _set.ReadAsync(), bad),
                bad
            );
            next.Sticks.Select(stick => stick.Error is null).Should().Equal(true, false, true);
        }
    }

    [Test]
    public async Task A_failed_stick_is_tried_again_with_the_next_snapshot()
    {
        var stick = _bench.Backend.Sticks[1];
        stick.Fault = StickFault.Silent;
        var failed = await _bench.RunAsync(await _bench.OthersReadAsync(() => _set.ReadAsync(), stick), stick);
        failed.Sticks[1].Error.Should().NotBeNull();

        stick.Fault = StickFault.None;

        (await _set.ReadAsync()).Sticks[1].Error.Should().BeNull();
    }

    [Test]
    public async Task Calls_that_overlap_share_one_read_of_a_device()
    {
        await _set.ReadAsync();
        var slow = _bench.Stick;
        slow.AnswerDelay = TimeSpan.FromMilliseconds(300);
        var before = slow.ReadingQueryCount;

        var first = _set.ReadAsync();
        await _bench.Backend.WaitForReaderAsync(slow);
        var others = Enumerable.Range(1, 99).Select(_ => _set.ReadAsync()).ToList();
        var snapshots = await _bench.RunAsync(Task.WhenAll(others.Prepend(first)));

        snapshots.Select(snapshot => snapshot.Sticks[0]).Distinct().Should().ContainSingle();
        (slow.ReadingQueryCount - before).Should().Be(1);
    }

    [Test]
    public async Task A_caller_that_gives_up_does_not_end_the_snapshot_of_the_others()
    {
        await _set.ReadAsync();
        _bench.Stick.AnswerDelay = TimeSpan.FromMilliseconds(300);
        using var cancel = new CancellationTokenSource();
        var impatient = _set.ReadAsync(cancel.Token);
        var patient = _set.ReadAsync();

        await cancel.CancelAsync();

        await FluentActions.Awaiting(() => impatient).Should().ThrowAsync<OperationCanceledException>();
        (await _bench.RunAsync(patient)).Sticks.Should().OnlyContain(stick => stick.Error == null);
    }

    [Test]
    public async Task Unplugged_sticks_go_and_new_ones_come_with_the_next_snapshot()
    {
        await _set.ReadAsync();
        _bench.Backend.Unplug(_bench.Backend.Sticks[1]);
        (await _set.ReadAsync()).Sticks.Select(stick => stick.PortPath).Should().Equal("usb-1/input1", "usb-3/input1");

        _bench.Plug("TEMPer1F_H1V1.5F");

        (await _set.ReadAsync()).Sticks.Should().HaveCount(3).And.OnlyContain(stick => stick.Error == null);
    }

    [Test]
    public async Task A_stick_replugged_into_its_old_port_between_two_snapshots_is_read_at_once()
    {
        await _set.ReadAsync();
        var stick = _bench.Backend.Sticks[2];
        for (var round = 0; round < 10; round++)
        {
            _bench.Backend.Unplug(stick);
            _bench.Backend.Plug(stick);

            (await _set.ReadAsync()).Sticks.Should().HaveCount(3).And.OnlyContain(other => other.Error == null);
        }
    }

    [Test]
    public async Task A_stick_of_the_first_generation_is_listed_and_left_alone()
    {
        var bench = new StickBench("HidTEMPer", "TEMPer2_M12_V1.3");
        await using var set = new TemperDeviceSet(bench.Options);

        (await set.ReadAsync()).Sticks.Should().ContainSingle().Which.PortPath.Should().Be("usb-2/input1");

        TemperDevices
            .Find(bench.Options)[0]
            .Unsupported.Should()
            .Be("first-generation HidTEMPer: known, not supported yet");
        bench.Stick.ReceivedQueries.Should().BeEmpty();
    }

    [Test]
    public async Task Without_sticks_a_snapshot_is_empty()
    {
        await using var none = new TemperDeviceSet(new StickBench().Options);

        (await none.ReadAsync()).Sticks.Should().BeEmpty();
    }

    [Test]
    public async Task Closing_ends_a_read_that_waits()
    {
        _bench.Stick.Fault = StickFault.Silent;
        var read = _set.ReadAsync();
        await _bench.Backend.WaitForReaderAsync(_bench.Stick);

        var closing = _set.DisposeAsync().AsTask();
        await FluentActions.Awaiting(() => read).Should().ThrowAsync<OperationCanceledException>();

        await using var clock = _bench.LetTimeRun();
        await closing;

        FluentActions
            .Invoking(() =>
            {
                _ = _set.ReadAsync();
            })
            .Should()
            .Throw<ObjectDisposedException>();
    }

    [Test]
    public async Task Changes_are_logged_once_and_what_stays_is_not()
    {
        var log = new ListLoggerFactory();
        var bench = new StickBench("TEMPer2_M12_V1.3");
        await using var set = new TemperDeviceSet(bench.Options with { LoggerFactory = log });
        await set.ReadAsync();
        await set.ReadAsync();
        bench.Stick.Fault = StickFault.Stall;
        await set.ReadAsync();
        await set.ReadAsync();
        bench.Stick.Fault = StickFault.AllOnes;
        await set.ReadAsync();
        await set.ReadAsync();
        bench.Stick.Fault = StickFault.None;
        await set.ReadAsync();
        bench.Backend.Unplug(bench.Stick);
        await set.ReadAsync();

        log.Lines.Should()
            .Equal(
                "Information stick usb-1/input1 is read: TEMPer2_M12_V1.3, decoded as fm75, /dev/hidraw1",
                "Warning stick usb-1/input1 gives no reading: /dev/hidraw1 refused the query (stall): replug the stick",
                "Warning stick usb-1/input1 gives what its sensor cannot measure, which is left out: internal Temperature ffff",
                "Information stick usb-1/input1 is read: TEMPer2_M12_V1.3, decoded as fm75, /dev/hidraw1",
                "Information stick usb-1/input1 was unplugged"
            );
    }
}
