using Microsoft.Extensions.Time.Testing;
using Temper.Devices;
using Temper.Emulator;
using Temper.Testing;

namespace Temper.Read.Tests;

public sealed class OutputTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [Test]
    public async Task Fahrenheit_is_for_temperatures_only()
    {
        (await ReadProgram.RunAsync(["--simulate", "--fahrenheit"], _output, _error)).Should().Be(0);

        _output.ToString().Should().Contain("internal  70.93 °F").And.Contain("47.16 %RH");
    }

    [Test]
    public async Task Csv_has_a_header_and_a_row_a_sensor()
    {
        await ReadAsync(Units.Celsius, SticksAt.Hygrometer("usb-1"));

        _output.ToString().Should().Be("""
            time,phy,version,sensor,quantity,unit,value
            2026-01-01T00:00:00.000Z,usb-1/input1,TEMPer1F_H1V1.5F,,temperature,celsius,23.592441406249996
            2026-01-01T00:00:00.000Z,usb-1/input1,TEMPer1F_H1V1.5F,,humidity,percent,47.16162109375

            """);
    }

    [TestCase("a,b\"c", "\"a,b\"\"c/input1\"")]
    [TestCase("=1+1", "'=1+1/input1")]
    [TestCase("a\nb\x1b", "a\ufffdb\ufffd/input1")]
    public async Task Csv_text_is_quoted_and_inert(string portPath, string expected)
    {
        await ReadAsync(Units.Fahrenheit, SticksAt.Twin(portPath));

        _output.ToString().Should().Contain($"Z,{expected},TEMPer2_M12_V1.3,internal,temperature,fahrenheit,70.925\n");
    }

    [Test]
    public async Task Watching_prints_a_round_each_time_and_goes_on_when_a_stick_fails()
    {
        var (good, bad) = (SticksAt.Hygrometer("usb-1"), SticksAt.Twin("usb-2"));
        await WatchAsync(new TimedReport(Units.Celsius), [good, bad], () => bad.Fault = StickFault.Stall, () => bad.Fault = StickFault.None);

        _output.ToString().Split('\n').Where(line => line.Contains("usb-2/input1  TEMPer2_M12_V1.3  internal", StringComparison.Ordinal))
            .Select(line => line[..24]).Should().Equal("2026-01-01T00:00:00.000Z", "2026-01-01T00:00:20.000Z");
        _output.ToString().Split('\n').Count(line => line.Contains("usb-1/input1", StringComparison.Ordinal)).Should().Be(6);
        _error.ToString().Should().Be("temper-read: usb-2/input1: /dev/hidraw3 refused the query (stall): replug the stick\n");
    }

    [Test]
    public async Task On_a_terminal_one_table_is_drawn_anew_with_a_sparkline()
    {
        var stick = SticksAt.Twin("usb\u001b1", "15000000");
        await WatchAsync(new LiveReport(Units.Celsius), [stick], () => stick.SetData("16000000"), () => stick.SetData("17000000"));

        var last = _output.ToString().Split("\x1b[H\x1b[2J")[^1];
        last.Should().Contain("usb\ufffd1/input1  TEMPer2_M12_V1.3  internal  23.00 °C  ▁▅█\n").And.Contain("external  0.00 °C   ▁▁▁\n");
        last.Should().NotContain("\x1b");
    }

    private async Task ReadAsync(Units units, EmulatedStick stick)
    {
        await using var devices = new TemperDeviceSet(Options(stick));
        await ReadCommand.ReadAsync(devices, OutputForm.Csv, units, _output, _error, default);
    }

    /// <summary>A first round, then one after each change, 10 s apart.</summary>
    private async Task WatchAsync(IWatchReport report, EmulatedStick[] sticks, params Action[] changes)
    {
        await using var devices = new TemperDeviceSet(Options(sticks));
        using var stop = new CancellationTokenSource();
        using var rounds = new RoundCounter(_output);
        var watching = new Watch(devices, report, rounds, _error).RunAsync(TimeSpan.FromSeconds(10), _time, stop.Token);
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

    private TemperOptions Options(params EmulatedStick[] sticks) => new() { Transports = [SticksAt.Backend(_time, sticks)], TimeProvider = _time };
}
