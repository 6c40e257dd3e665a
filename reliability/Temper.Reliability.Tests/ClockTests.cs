using System.Diagnostics;
using Temper.Emulator;
using Temper.Exporter.Testing;
using Temper.Testing;

namespace Temper.Reliability.Tests;

/// <summary>
/// The wall clock is set while the exporter runs, as when a host without a battery clock gets its first NTP answer.
/// </summary>
public sealed class ClockTests
{
    private readonly JumpingClock _clock = new();
    private readonly EmulatedDevice _twin = DevicesAt.Twin("usb-1");
    private readonly EmulatedDevice _silent = DevicesAt.Twin("usb-2");

    [TestCase(1)]
    [TestCase(-1)]
    [TestCase(20_000)]
    public async Task A_clock_that_jumps_by_days_costs_no_reading_and_no_time(int days)
    {
        await using var exporter = await RunningExporter.StartAsync(
            DevicesAt.Transport(_clock, _twin, _silent),
            _clock,
            deviceTimeout: TimeSpan.FromSeconds(0.5)
        );
        _silent.Fault = DeviceFault.None;
        await exporter.ScrapeAsync(); // compiles, and shows what the devices are: only a known one is asked each time
        _silent.Fault = DeviceFault.Silent;
        var start = Stopwatch.GetTimestamp();
        var scrape = exporter.ScrapeAsync();
        _clock.Jump(TimeSpan.FromDays(days)); // while it waits for the silent one

        var during = Exposition.Parse(await scrape);
        var waited = Stopwatch.GetElapsedTime(start);
        var after = Exposition.Parse(await exporter.ScrapeAsync());

        Figures.Add(
            $"Scrape with a stick of 0.5 s silent while the clock jumps by {days} days",
            Figures.Seconds(waited)
        );
        waited.Should().BeGreaterThan(TimeSpan.FromSeconds(0.4)).And.BeLessThan(TimeSpan.FromMinutes(1));
        foreach (var exposition in new[] { during, after })
        {
            exposition.DevicesRead().Should().Equal(1);
            exposition.Samples["temper_scrape_duration_seconds"].Should().BeInRange(0.4, 60);
            exposition.Samples["temper_device_read_duration_seconds{phy=\"usb-1/input1\"}"].Should().BeInRange(0, 2);
        }

        after
            .Samples["temper_device_last_success_timestamp_seconds{phy=\"usb-1/input1\"}"]
            .Should()
            .BeApproximately(_clock.GetUtcNow().ToUnixTimeSeconds(), 5);
    }

    /// <summary>This machine's monotonic clock, and a wall clock that can be set.</summary>
    private sealed class JumpingClock : TimeProvider
    {
        private TimeSpan _offset;

        public void Jump(TimeSpan span) => _offset += span;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _offset;
    }
}
