using Temper.CommandLine.Config;
using Temper.Devices;
using Temper.Emulator;
using Temper.Testing;

namespace Temper.Read.Tests;

public sealed class OutputTests
{
    private readonly ObservedTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly PrintedText _output = new();
    private readonly PrintedText _error = new();

    [Test]
    public async Task Fahrenheit_is_for_temperatures_only()
    {
        (await ReadProgram.RunAsync(["--simulate", "--fahrenheit"], _output, _error)).Should().Be(0);

        _output.ToString().Should().Contain("internal  70.93 °F").And.Contain("47.16 %RH");
    }

    [Test]
    public async Task Csv_has_a_header_and_one_row_per_value()
    {
        await ReadAsync(Units.Celsius, DevicesAt.Hygrometer("usb-1"));

        _output
            .ToString()
            .Should()
            .Be(
                """
                time,phy,version,sensor,quantity,unit,value
                2026-01-01T00:00:00.000Z,usb-1/input1,TEMPer1F_H1V1.5F,,temperature,celsius,23.59
                2026-01-01T00:00:00.000Z,usb-1/input1,TEMPer1F_H1V1.5F,,humidity,percent,47.16

                """
            );
    }

    [TestCase("a,b\"c", "\"a,b\"\"c/input1\"")]
    [TestCase("=1+1", "'=1+1/input1")]
    [TestCase("a\nb\x1b", "a\ufffdb\ufffd/input1")]
    public async Task Csv_text_is_quoted_and_inert(string portPath, string expected)
    {
        await ReadAsync(Units.Fahrenheit, DevicesAt.Twin(portPath));

        _output.ToString().Should().Contain($"Z,{expected},TEMPer2_M12_V1.3,internal,temperature,fahrenheit,70.93\n");
    }

    [Test]
    public async Task Watching_prints_a_round_each_time_and_goes_on_when_a_device_fails()
    {
        var (good, bad) = (DevicesAt.Hygrometer("usb-1"), DevicesAt.Twin("usb-2"));
        await WatchAsync(
            new TimedReport(Units.Celsius, DeviceNames.None),
            [good, bad],
            () => bad.Fault = DeviceFault.Stall,
            () => bad.Fault = DeviceFault.None
        );

        _output
            .ToString()
            .Split('\n')
            .Where(line => line.Contains("usb-2/input1  TEMPer2_M12_V1.3  internal", StringComparison.Ordinal))
            .Select(line => line[..24])
            .Should()
            .Equal("2026-01-01T00:00:00.000Z", "2026-01-01T00:00:20.000Z");
        _output
            .ToString()
            .Split('\n')
            .Count(line => line.Contains("usb-1/input1", StringComparison.Ordinal))
            .Should()
            .Be(6);
        _error
            .ToString()
            .Should()
            .Be("temper-read: usb-2/input1: /dev/hidraw3 rejected the query (stall); replug the device\n");
    }

    [Test]
    public async Task On_a_terminal_one_table_is_drawn_anew_with_a_sparkline()
    {
        var device = DevicesAt.Twin("usb\u001b1", "15000000");
        await WatchAsync(
            new LiveReport(Units.Celsius, DeviceNames.None),
            [device],
            () => device.SetData("16000000"),
            () => device.SetData("17000000")
        );

        _output.ToString().Should().StartWith("\x1b[?1049h\x1b[?25l\x1b[H\x1b[2J").And.EndWith("\x1b[?25h\x1b[?1049l");
        var last = _output
            .ToString()
            .Split("\x1b[H\x1b[2J")[^1]
            .Replace("\x1b[?25h\x1b[?1049l", "", StringComparison.Ordinal);
        last.Should()
            .Contain("usb\ufffd1/input1  TEMPer2_M12_V1.3  internal  23.00 °C  ▁▅█\n")
            .And.Contain("external  0.00 °C   ▁▁▁\n");
        last.Should().NotContain("\x1b");
    }

    [Test]
    public async Task Csv_has_an_empty_value_where_a_sensor_or_a_device_failed()
    {
        var device = DevicesAt.Twin("usb-1", "15a07ff0");
        await WatchAsync(
            new CsvReport(Units.Celsius, DeviceNames.None),
            [device],
            () => device.Fault = DeviceFault.Stall
        );

        _output
            .ToString()
            .Should()
            .Be(
                """
                time,phy,version,sensor,quantity,unit,value
                2026-01-01T00:00:00.000Z,usb-1/input1,TEMPer2_M12_V1.3,internal,temperature,celsius,21.63
                2026-01-01T00:00:00.000Z,usb-1/input1,TEMPer2_M12_V1.3,external,temperature,celsius,
                2026-01-01T00:00:10.000Z,usb-1/input1,TEMPer2_M12_V1.3,internal,temperature,celsius,
                2026-01-01T00:00:10.000Z,usb-1/input1,TEMPer2_M12_V1.3,external,temperature,celsius,

                """
            );
    }

    [Test]
    public async Task Csv_has_a_row_for_a_device_that_never_gave_a_reading()
    {
        var device = DevicesAt.Twin("usb-1");
        device.Fault = DeviceFault.Stall;
        await ReadAsync(Units.Celsius, device);

        _output.ToString().Should().EndWith("Z,usb-1/input1,,,,,\n");
    }

    [Test]
    public async Task A_device_that_hangs_does_not_change_the_interval()
    {
        var interval = TimeSpan.FromSeconds(10);
        var start = _time.GetUtcNow();
        var silent = DevicesAt.Hygrometer("usb-2");
        silent.Fault = DeviceFault.Silent;
        var devices = new TemperDeviceSet(Options(silent) with { DeviceTimeout = TimeSpan.FromHours(1) });
        using var stop = new CancellationTokenSource();
        using var rounds = new RoundCounter(_output);
        var report = new RoundTimes();
        var watching = new Watch(devices, report, rounds, _error).RunAsync(interval, count: null, _time, stop.Token);
        for (var count = 0; count < 2; count++)
        {
            // The clock may run ahead of the listing of a round, which then fails. There is always a next one.
            for (var round = rounds.NextAsync(); !round.IsCompleted; await Task.WhenAny(round, Task.Delay(1)))
            {
                _time.Advance(_time.HasTimerDueIn(interval) ? interval : TimeSpan.Zero);
            }
        }

        await stop.CancelAsync();
        await watching;
        var closing = devices.DisposeAsync().AsTask(); // waits for the silent device, on this clock
        while (await Task.WhenAny(closing, Task.Delay(1)) != closing)
        {
            _time.Advance(TimeSpan.FromMilliseconds(50));
        }

        report
            .Times.Should()
            .HaveCountGreaterThanOrEqualTo(2)
            .And.OnlyHaveUniqueItems()
            .And.OnlyContain(time => (time - start).Ticks % interval.Ticks == 0);
    }

    private sealed class RoundTimes : IWatchReport
    {
        public List<DateTimeOffset> Times { get; } = [];

        public string FailuresOf(TemperSnapshot snapshot) => "";

        public string Beginning => "";

        public string Ending => "";

        public string TextOf(TemperSnapshot snapshot)
        {
            Times.Add(snapshot.TakenAt);
            return "";
        }
    }

    private async Task ReadAsync(Units units, EmulatedDevice device)
    {
        await using var devices = new TemperDeviceSet(Options(device));
        await ReadCommand.ReadAsync(devices, new(OutputForm.Csv, units), _output, _error, default);
    }

    /// <summary>A first round, then one after each change, 10 s apart.</summary>
    private async Task WatchAsync(IWatchReport report, EmulatedDevice[] plugged, params Action[] changes)
    {
        await using var devices = new TemperDeviceSet(Options(plugged));
        using var stop = new CancellationTokenSource();
        using var rounds = new RoundCounter(_output);
        var watching = new Watch(devices, report, rounds, _error).RunAsync(
            TimeSpan.FromSeconds(10),
            count: null,
            _time,
            stop.Token
        );
        await rounds.NextAsync();
        foreach (var change in changes)
        {
            change();
            _time.Advance(TimeSpan.FromSeconds(10));
            await rounds.NextAsync();
        }

        await stop.CancelAsync();
        await watching;
    }

    private TemperOptions Options(params EmulatedDevice[] devices) =>
        new() { Transports = [DevicesAt.Transport(_time, devices)], TimeProvider = _time };
}
