using Temper.Devices;
using Temper.Exporter.Page;
using Temper.Testing;

namespace Temper.Exporter.Tests.Page;

/// <summary>What the history costs with 15 devices of 3 sensors each.</summary>
[NonParallelizable]
public sealed class ReadingHistoryMemoryTests
{
    private const int Minutes = 24 * 60;
    private const int Sensors = 45;

    private readonly ReadingHistory _history = new();
    private TemperSnapshot _snapshot = null!;

    [SetUp]
    public async Task ReadOnce()
    {
        var devices = Enumerable.Range(0, 15).Select(port => DevicesAt.Hygrometer($"usb-{port}")).ToArray();
        await using var set = new TemperDeviceSet(
            new TemperOptions
            {
                Transports = [DevicesAt.Transport(TimeProvider.System, devices)],
                IncludeDewPoint = true,
            }
        );
        _snapshot = await set.ReadAsync();
        _snapshot.Devices.Sum(device => device.Reading!.Sensors.Length).Should().Be(Sensors);
    }

    [Test]
    public void A_day_takes_less_than_7_kB_per_sensor_and_a_fresh_start_less_than_1()
    {
        // At the start, what this thread allocates, because what other threads have on the heap is more than that.
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        _history.Add(At(0));
        var fresh = GC.GetAllocatedBytesForCurrentThread() - allocated;
        for (var minute = 1; minute < 2 * Minutes; minute++)
        {
            _history.Add(At(minute * 60));
        }

        var day = GC.GetTotalMemory(forceFullCollection: true) - heap;
        TestContext.Out.WriteLine($"{Sensors} sensors: {fresh} bytes at the start, {day} bytes after two days");
        _history
            .Range(24)
            .Sensors.Should()
            .HaveCount(Sensors)
            .And.OnlyContain(sensor => sensor.Read().Count == Minutes);
        (day / Sensors).Should().BeLessThan(7_000);
        (fresh / Sensors).Should().BeLessThan(1_000);
    }

    [Test]
    public void Another_snapshot_of_the_minute_allocates_nothing()
    {
        _history.Add(At(0));
        TemperSnapshot[] later = [At(1), At(5), At(59)];

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var snapshot in later)
        {
            _history.Add(snapshot);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    private TemperSnapshot At(int second) =>
        _snapshot with
        {
            TakenAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(second),
        };
}
