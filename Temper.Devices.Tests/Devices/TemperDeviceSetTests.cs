using Temper.Emulator;
using Temper.Testing;

namespace Temper.Devices.Tests.Devices;

public sealed class TemperDeviceSetTests
{
    private readonly DeviceBench _bench = new("TEMPer2_M12_V1.3", "TEMPer1F_H1V1.5F", "TEMPer2_M12_V1.3");
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
    public async Task A_snapshot_holds_every_device_in_the_order_of_plugging_in()
    {
        var snapshot = await _set.ReadAsync();

        snapshot
            .Devices.Select(device => (device.PortPath, device.Info!.Version, device.Reading!.Sensors.Length))
            .Should()
            .Equal(
                ("usb-1/input1", "TEMPer2_M12_V1.3", 2),
                ("usb-2/input1", "TEMPer1F_H1V1.5F", 2),
                ("usb-3/input1", "TEMPer2_M12_V1.3", 2)
            );
    }

    [TestCase(DeviceFault.Silent, TemperErrorReason.Timeout)]
    [TestCase(DeviceFault.Garbage, TemperErrorReason.Malformed)]
    [TestCase(DeviceFault.Stall, TemperErrorReason.Io)]
    [TestCase(DeviceFault.UnplugOnQuery, TemperErrorReason.Gone)]
    [TestCase(DeviceFault.UnprintableVersion, TemperErrorReason.UnknownFirmware)]
    public async Task A_bad_device_costs_the_good_ones_nothing(DeviceFault fault, TemperErrorReason reason)
    {
        var bad = _bench.Transport.Devices[1];
        bad.Fault = fault;

        var snapshot = await _bench.RunAsync(await _bench.OthersReadAsync(() => _set.ReadAsync(), bad), bad);

        snapshot.Devices.Select(device => device.Error?.Reason).Should().Equal(null, reason, null);
        snapshot
            .Devices.Where(device => device.Error is null)
            .Should()
            .OnlyContain(device => device.Reading!.Sensors.Length == 2);
        snapshot.Duration.Should().BeLessThan(DeviceBench.DeviceTimeout + TimeSpan.FromSeconds(0.5));
    }

    [Test]
    public async Task A_device_that_hangs_in_the_kernel_costs_the_good_ones_nothing_however_often_it_is_asked()
    {
        var bad = _bench.Transport.Devices[1];
        bad.Fault = DeviceFault.WriteHangs;

        var first = await _bench.RunPastDeadlineAsync(await _bench.OthersReadAsync(() => _set.ReadAsync(), bad), bad);
        first.Devices.Select(device => device.Error?.Reason).Should().Equal(null, TemperErrorReason.Timeout, null);
        first.Duration.Should().BeLessThan(DeviceBench.DeviceTimeout + TimeSpan.FromSeconds(0.5));

        var second = await _bench.RunPastDeadlineAsync(await _bench.OthersReadAsync(() => _set.ReadAsync(), bad), bad);
        second.Devices.Select(device => device.Error?.Reason).Should().Equal(null, TemperErrorReason.Timeout, null);

        _bench.Time.Advance(TimeSpan.FromSeconds(1)); // the kernel's 5 s are over: the device is in quarantine
        await DeviceBench.UntilIdleAsync(_set, 1);
        var queries = bad.QueryCount;
        for (var read = 0; read < 5; read++)
        {
            var next = await _set.ReadAsync();
            next.Devices.Select(device => device.Error?.Reason).Should().Equal(null, TemperErrorReason.Io, null);
        }

        bad.QueryCount.Should().Be(queries);
    }

    [Test]
    public async Task A_failed_device_is_tried_again_with_the_next_snapshot()
    {
        var device = _bench.Transport.Devices[1];
        device.Fault = DeviceFault.Silent;
        var failed = await _bench.RunAsync(await _bench.OthersReadAsync(() => _set.ReadAsync(), device), device);
        failed.Devices[1].Error.Should().NotBeNull();

        device.Fault = DeviceFault.None;

        (await _set.ReadAsync()).Devices[1].Error.Should().BeNull();
    }

    [Test]
    public async Task Calls_that_overlap_share_one_read_of_a_device()
    {
        await _set.ReadAsync();
        var slow = _bench.Device;
        await _bench.SlowDownAsync(_set, slow, TimeSpan.FromMilliseconds(300));
        var before = slow.ReadingQueryCount;

        var first = _set.ReadAsync();
        await _bench.Transport.WaitForReaderAsync(slow);
        var others = Enumerable.Range(1, 99).Select(_ => _set.ReadAsync()).ToList();
        var snapshots = await _bench.RunAsync(Task.WhenAll(others.Prepend(first)));

        snapshots.Select(snapshot => snapshot.Devices[0]).Distinct().Should().ContainSingle();
        (slow.ReadingQueryCount - before).Should().Be(1);
    }

    [Test]
    public async Task A_caller_that_gives_up_does_not_end_the_snapshot_of_the_others()
    {
        await _set.ReadAsync();
        _bench.Device.AnswerDelay = TimeSpan.FromMilliseconds(300);
        using var cancel = new CancellationTokenSource();
        var impatient = _set.ReadAsync(cancel.Token);
        var patient = _set.ReadAsync();

        await cancel.CancelAsync();

        await FluentActions.Awaiting(() => impatient).Should().ThrowAsync<OperationCanceledException>();
        (await _bench.RunAsync(patient)).Devices.Should().OnlyContain(device => device.Error == null);
    }

    [Test]
    public async Task Unplugged_devices_go_and_new_ones_come_with_the_next_snapshot()
    {
        await _set.ReadAsync();
        _bench.Transport.Unplug(_bench.Transport.Devices[1]);
        (await _set.ReadAsync())
            .Devices.Select(device => device.PortPath)
            .Should()
            .Equal("usb-1/input1", "usb-3/input1");

        _bench.Plug("TEMPer1F_H1V1.5F");

        (await _set.ReadAsync()).Devices.Should().HaveCount(3).And.OnlyContain(device => device.Error == null);
    }

    [Test]
    public async Task A_device_replugged_into_its_old_port_between_two_snapshots_is_read_at_once()
    {
        await _set.ReadAsync();
        var device = _bench.Transport.Devices[2];
        for (var round = 0; round < 10; round++)
        {
            _bench.Transport.Unplug(device);
            _bench.Transport.Plug(device);

            (await _set.ReadAsync()).Devices.Should().HaveCount(3).And.OnlyContain(other => other.Error == null);
        }
    }

    [Test]
    public async Task A_device_of_the_first_generation_is_listed_and_not_queried()
    {
        var bench = new DeviceBench("HidTEMPer", "TEMPer2_M12_V1.3");
        await using var set = new TemperDeviceSet(bench.Options);

        (await set.ReadAsync()).Devices.Should().ContainSingle().Which.PortPath.Should().Be("usb-2/input1");

        TemperDevices.Find(bench.Options)[0].Unsupported.Should().Be("first-generation HidTEMPer is not supported");
        bench.Device.ReceivedQueries.Should().BeEmpty();
    }

    [Test]
    public async Task Alone_it_is_named_when_no_device_can_be_opened() =>
        await FluentActions
            .Awaiting(() => TemperDevices.OpenFirstAsync(new DeviceBench("HidTEMPer").Options))
            .Should()
            .ThrowAsync<TemperDeviceNotFoundException>()
            .WithMessage("no supported TEMPer device found; /dev/hidraw1: first-generation HidTEMPer is not supported");

    [Test]
    public async Task Without_devices_a_snapshot_is_empty()
    {
        await using var none = new TemperDeviceSet(new DeviceBench().Options);

        (await none.ReadAsync()).Devices.Should().BeEmpty();
    }

    [Test]
    public async Task Closing_ends_a_read_that_waits()
    {
        _bench.Device.Fault = DeviceFault.Silent;
        var read = _set.ReadAsync();
        await _bench.Transport.WaitForReaderAsync(_bench.Device);

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
        var bench = new DeviceBench("TEMPer2_M12_V1.3");
        await using var set = new TemperDeviceSet(bench.Options with { LoggerFactory = log });
        await set.ReadAsync();
        await set.ReadAsync();
        bench.Device.Fault = DeviceFault.Stall;
        await set.ReadAsync();
        await set.ReadAsync();
        bench.Device.Fault = DeviceFault.AllOnes;
        await set.ReadAsync();
        await set.ReadAsync();
        bench.Device.Fault = DeviceFault.None;
        await set.ReadAsync();
        bench.Transport.Unplug(bench.Device);
        await set.ReadAsync();

        log.Lines.Should()
            .Equal(
                "Information device reading phy=usb-1/input1 firmware=TEMPer2_M12_V1.3 codec=fm75 node=/dev/hidraw1",
                "Warning device failed phy=usb-1/input1 "
                    + "error=/dev/hidraw1 rejected the query (stall); replug the device",
                "Warning device discarded out-of-range value phy=usb-1/input1 values=internal Temperature 0xffff",
                "Information device reading phy=usb-1/input1 firmware=TEMPer2_M12_V1.3 codec=fm75 node=/dev/hidraw1",
                "Information device unplugged phy=usb-1/input1"
            );
    }
}
