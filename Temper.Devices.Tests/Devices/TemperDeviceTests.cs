using Temper.Devices.Protocol.Hid;
using Temper.Emulator;

namespace Temper.Devices.Tests.Devices;

public sealed class TemperDeviceTests
{
    private readonly DeviceBench _bench = new("TEMPer2_M12_V1.3");

    [Test]
    public async Task A_device_returns_its_reading()
    {
        await using var device = await _bench.OpenAsync();

        (await device.ReadAsync())
            .Sensors.Should()
            .Equal(
                new SensorReading("internal", Quantity.Temperature, 21.625),
                new SensorReading("external", Quantity.Temperature, 20.625)
            );
    }

    [Test]
    public async Task An_opened_device_says_what_it_is()
    {
        await using var device = await _bench.OpenAsync();

        device
            .Info.Should()
            .Be(
                new TemperDeviceInfo
                {
                    PortPath = "usb-1/input1",
                    Version = "TEMPer2_M12_V1.3",
                    FirmwareFamily = "fm75-2",
                    Codec = "fm75",
                    VendorId = 0x0c45,
                    ProductId = 0x7401,
                    BcdDevice = 0x0001,
                    InterfaceNumber = 1,
                    Node = "/dev/hidraw1",
                }
            );
    }

    [Test]
    public async Task A_decoder_override_holds_for_its_firmware()
    {
        var bench = new DeviceBench("TEMPer1F_H1V1.5F");
        var options = bench.Options with { DecoderOverrides = [DecoderOverride.Parse("TEMPer1F_H1V1.5F=sht1x")] };
        await using var device = await TemperDevices.OpenFirstAsync(options);

        device.Info.Codec.Should().Be("sht1x");
        DeviceBench.ValuesOf(await device.ReadAsync()).Should().Equal(25.980000000000004, 57.18932593800001);
    }

    [Test]
    public async Task Every_read_asks_anew()
    {
        await using var device = await _bench.OpenAsync();
        await device.ReadAsync();
        _bench.Device.SetData("fff01900");

        DeviceBench.ValuesOf(await device.ReadAsync()).Should().Equal(-0.0625, 25);
    }

    [Test]
    public async Task Only_the_two_harmless_queries_are_ever_sent()
    {
        await using (var device = await _bench.OpenAsync())
        {
            await device.ReadAsync();
        }

        _bench
            .Device.ReceivedQueries.Should()
            .SatisfyRespectively(
                query => query.Should().Equal(Queries.FirmwareVersion.ToArray()),
                query => query.Should().Equal(Queries.Reading.ToArray())
            );
    }

    [Test]
    public async Task A_silent_device_is_a_timeout_by_the_deadline_and_reads_right_when_it_speaks_again()
    {
        await using var device = await _bench.OpenAsync();
        _bench.Device.Fault = DeviceFault.Silent;
        var start = _bench.Time.GetTimestamp();

        await FluentActions
            .Awaiting(() => _bench.RunAsync(device.ReadAsync()))
            .Should()
            .ThrowAsync<TemperTimeoutException>()
            .WithMessage("/dev/hidraw1: timed out waiting for the reading; if this persists, replug the device");

        _bench.Time.GetElapsedTime(start).Should().Be(DeviceBench.DeviceTimeout);
        _bench.Device.Fault = DeviceFault.None;
        DeviceBench.ValuesOf(await _bench.RunAsync(device.ReadAsync())).Should().Equal(21.625, 20.625);
    }

    [TestCase(2.5)]
    [TestCase(3)]
    [TestCase(60)]
    public async Task An_answer_that_came_too_late_is_not_the_next_reading(double delaySeconds)
    {
        await using var device = await _bench.OpenAsync();
        _bench.Device.AnswerDelay = TimeSpan.FromSeconds(delaySeconds);
        await FluentActions
            .Awaiting(() => _bench.RunAsync(device.ReadAsync()))
            .Should()
            .ThrowAsync<TemperTimeoutException>();

        _bench.Time.Advance(TimeSpan.FromSeconds(delaySeconds));
        _bench.Device.AnswerDelay = TimeSpan.Zero;
        _bench.Device.SetData("19001a00");

        DeviceBench.ValuesOf(await _bench.RunAsync(device.ReadAsync())).Should().Equal(25, 26);
    }

    [TestCase(1.2)]
    [TestCase(2)]
    [TestCase(3)]
    public async Task However_late_a_device_answers_a_reading_is_never_older_than_its_query(double delaySeconds)
    {
        await using var device = await _bench.OpenAsync();
        _bench.Device.AnswerDelay = TimeSpan.FromSeconds(delaySeconds);
        for (var celsius = 1; celsius <= 20; celsius++)
        {
            if (celsius == 10)
            {
                _bench.Device.AnswerDelay = TimeSpan.Zero;
            }

            _bench.Device.SetData($"{celsius:x2}000000");
            try
            {
                DeviceBench.ValuesOf(await _bench.RunAsync(device.ReadAsync())).First().Should().Be(celsius);
            }
            catch (TemperException)
            {
                celsius.Should().BeLessThan(15, "the stick is quick again since the tenth read");
            }
        }
    }

    [Test]
    public async Task A_hanging_write_keeps_no_caller_past_the_deadline()
    {
        await using var device = await _bench.OpenAsync();
        _bench.Device.Fault = DeviceFault.WriteHangs;

        await FluentActions
            .Awaiting(() => _bench.RunPastDeadlineAsync(device.ReadAsync()))
            .Should()
            .ThrowAsync<TemperTimeoutException>()
            .WithMessage("*an earlier query is still pending in the kernel; *");

        _bench.Device.Fault = DeviceFault.None;
        _bench.Time.Advance(TimeSpan.FromSeconds(5)); // the kernel gives the write up
        await FluentActions
            .Awaiting(() => device.ReadAsync())
            .Should()
            .ThrowAsync<TemperConnectionException>()
            .WithMessage("*does not accept queries; *");
        _bench.Time.Advance(TimeSpan.FromMinutes(1));
        DeviceBench.ValuesOf(await _bench.RunAsync(device.ReadAsync())).Should().Equal(21.625, 20.625);
    }

    [Test]
    public async Task A_cancelled_caller_returns_at_once_and_the_device_stays_usable()
    {
        await using var device = await _bench.OpenAsync();
        _bench.Device.Fault = DeviceFault.Silent;
        using var cancel = new CancellationTokenSource();
        var read = device.ReadAsync(timeout: null, cancel.Token);
        await _bench.Transport.WaitForReaderAsync(_bench.Device);

        await cancel.CancelAsync();

        await FluentActions.Awaiting(() => read).Should().ThrowAsync<OperationCanceledException>();
        _bench.Device.Fault = DeviceFault.None;
        DeviceBench.ValuesOf(await _bench.RunAsync(device.ReadAsync())).Should().Equal(21.625, 20.625);
    }

    [Test]
    public async Task A_reader_waits_its_turn_behind_another_program_and_says_busy_in_the_end()
    {
        await using var device = await _bench.OpenAsync();
        using var other = _bench.Transport.Open(_bench.DataInterface);
        other.TryLock(TimeSpan.Zero).Should().BeTrue();

        await FluentActions
            .Awaiting(() => _bench.RunAsync(device.ReadAsync()))
            .Should()
            .ThrowAsync<TemperBusyException>();

        other.Unlock();
        DeviceBench.ValuesOf(await device.ReadAsync()).Should().Equal(21.625, 20.625);
    }

    [Test]
    public async Task Two_readers_of_one_device_both_read_right()
    {
        await using var first = await _bench.OpenAsync();
        await using var second = await _bench.OpenAsync();

        var reads = Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? first : second).ReadAsync());
        // A reader that finds the device locked waits 10 ms on the clock, which has to move for it.
        var readings = await _bench.RunAsync(Task.WhenAll(reads), stepMilliseconds: 10);

        readings
            .Should()
            .OnlyContain(reading => reading.Sensors[0].Value == 21.625 && reading.Sensors[1].Value == 20.625);
    }

    [Test]
    public async Task A_closed_device_cannot_be_read()
    {
        var device = await _bench.OpenAsync();
        await device.DisposeAsync();
        await device.DisposeAsync();

        await FluentActions.Awaiting(() => device.ReadAsync()).Should().ThrowAsync<ObjectDisposedException>();
    }

    [Test]
    public async Task Closing_does_not_wait_for_a_write_that_hangs()
    {
        var device = await _bench.OpenAsync();
        _bench.Device.Fault = DeviceFault.WriteHangs;
        var read = device.ReadAsync();
        await _bench.Transport.WaitForReaderAsync(_bench.Device);

        var closing = device.DisposeAsync().AsTask();
        _bench.Time.Advance(TimeSpan.FromMilliseconds(300));
        await closing;

        _bench.Time.Advance(TimeSpan.FromSeconds(2));
        await FluentActions.Awaiting(() => read).Should().ThrowAsync<TemperTimeoutException>();
    }
}
