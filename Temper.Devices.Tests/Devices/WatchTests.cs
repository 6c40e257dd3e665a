using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using Temper.Devices.Transport;

namespace Temper.Devices.Tests.Devices;

/// <summary>What applications build on: watching, services, and metrics that OpenTelemetry exports.</summary>
public sealed class WatchTests
{
    private readonly DeviceBench _bench = new("TEMPer2_M12_V1.3");

    [Test]
    public async Task Watching_reads_at_once_and_then_once_per_period()
    {
        await using var set = new TemperDeviceSet(_bench.Options);
        using var stop = new CancellationTokenSource();
        await using var snapshots = set.WatchAsync(TimeSpan.FromSeconds(10), stop.Token).GetAsyncEnumerator();

        (await _bench.RunAsync(snapshots.MoveNextAsync().AsTask())).Should().BeTrue();
        var first = snapshots.Current;
        var second = snapshots.MoveNextAsync().AsTask();
        _bench.Time.Advance(first.TakenAt + TimeSpan.FromSeconds(9) - _bench.Time.GetUtcNow());
        second.IsCompleted.Should().BeFalse();
        _bench.Time.Advance(TimeSpan.FromSeconds(1));
        (await _bench.RunAsync(second)).Should().BeTrue();

        (snapshots.Current.TakenAt - first.TakenAt)
            .Should()
            .BeCloseTo(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1));
        snapshots.Current.Devices[0].IsRead.Should().BeTrue();
    }

    [Test]
    public async Task Watching_goes_on_when_the_devices_cannot_be_listed_for_a_while()
    {
        var transport = new UnlistableTransport(_bench.Transport) { IsBroken = true };
        await using var set = new TemperDeviceSet(_bench.Options with { Transports = [transport] });
        await using var snapshots = set.WatchAsync(TimeSpan.FromSeconds(10)).GetAsyncEnumerator();

        var first = snapshots.MoveNextAsync().AsTask();
        while (!_bench.Time.HasTimerDueIn(TimeSpan.FromSeconds(10)) || transport.Failures == 0)
        {
            await Task.Yield();
        }

        transport.IsBroken = false;
        _bench.Time.Advance(TimeSpan.FromSeconds(10));

        (await _bench.RunAsync(first)).Should().BeTrue();
        snapshots.Current.Devices.Should().ContainSingle();
    }

    [Test]
    public async Task Watching_ends_when_it_is_cancelled()
    {
        await using var set = new TemperDeviceSet(_bench.Options);
        using var stop = new CancellationTokenSource();
        await using var snapshots = set.WatchAsync(TimeSpan.FromSeconds(10), stop.Token).GetAsyncEnumerator();
        await _bench.RunAsync(snapshots.MoveNextAsync().AsTask());

        var next = snapshots.MoveNextAsync().AsTask();
        await stop.CancelAsync();

        await FluentActions.Awaiting(() => next).Should().ThrowAsync<OperationCanceledException>();
    }

    [Test]
    public async Task A_snapshot_has_the_time_when_each_device_was_read()
    {
        await using var set = new TemperDeviceSet(_bench.Options);

        var snapshot = await _bench.RunAsync(set.ReadAsync());

        snapshot.Devices[0].Time.Should().BeOnOrBefore(snapshot.TakenAt).And.BeOnOrAfter(_bench.Time.Start);
    }

    [Test]
    public async Task OpenTelemetry_exports_the_last_snapshot()
    {
        await using var set = new TemperDeviceSet(_bench.Options with { IncludeDewPoint = true });
        var exported = new List<Metric>();
        using var provider = Sdk.CreateMeterProviderBuilder()
            .AddMeter(TemperDeviceSet.MeterName)
            .AddInMemoryExporter(exported)
            .Build();
        await _bench.RunAsync(set.ReadAsync());
        var queries = _bench.Device.ReadingQueryCount;

        provider.ForceFlush();

        Points(exported, "temper.temperature")
            .Select(point => (Tag(point, "temper.sensor"), point.GetGaugeLastValueDouble()))
            .Should()
            .BeEquivalentTo([("internal", 21.625), ("external", 20.625)]);
        Points(exported, "temper.temperature")
            .Should()
            .OnlyContain(point => Tag(point, "temper.port_path") == "usb-1/input1");
        Points(exported, "temper.device.up").Single().GetGaugeLastValueLong().Should().Be(1);
        Points(exported, "temper.device.reads").Single().GetSumLong().Should().Be(1);
        _bench.Device.ReadingQueryCount.Should().Be(queries, "collecting asks no device anything");
    }

    [Test]
    public async Task A_set_that_is_no_longer_read_is_no_longer_exported()
    {
        await using var set = new TemperDeviceSet(_bench.Options);
        await _bench.RunAsync(set.ReadAsync());
        var values = 0;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument is { Meter.Name: TemperDeviceSet.MeterName, Name: "temper.temperature" })
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => values++);
        listener.Start();

        listener.RecordObservableInstruments();
        values.Should().Be(2);

        _bench.Time.Advance(TimeSpan.FromMinutes(6));
        listener.RecordObservableInstruments();
        values.Should().Be(2, "the snapshot is too old");
    }

    [Test]
    public async Task An_application_gets_one_set_with_its_own_services()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_bench.Time);
        services.AddTemper(options => options with { Transports = [_bench.Transport] });
        services.AddTemper();
        await using var provider = services.BuildServiceProvider();

        var set = provider.GetRequiredService<TemperDeviceSet>();
        var snapshot = await _bench.RunAsync(set.ReadAsync());

        provider.GetServices<TemperDeviceSet>().Should().ContainSingle().Which.Should().BeSameAs(set);
        snapshot.TakenAt.Year.Should().Be(_bench.Time.Start.Year, "the application's clock is used");
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(3601)]
    public void A_device_timeout_is_checked(int seconds) =>
        FluentActions
            .Invoking(() => new TemperOptions { DeviceTimeout = TimeSpan.FromSeconds(seconds) })
            .Should()
            .Throw<ArgumentOutOfRangeException>();

    [Test]
    public void A_device_without_an_error_or_reading_cannot_be_made()
    {
        var candidate = TemperDevices.Find(_bench.Options).Single();

        FluentActions
            .Invoking(() => new DeviceSnapshot(candidate, info: null, error: null!, DateTimeOffset.UnixEpoch))
            .Should()
            .Throw<ArgumentNullException>();
    }

    private sealed class UnlistableTransport(ITransport inner) : ITransport
    {
        private int _failures;

        public volatile bool IsBroken;

        public int Failures => Volatile.Read(ref _failures);

        public IReadOnlyList<UsbInterfaceInfo> Enumerate()
        {
            if (!IsBroken)
            {
                return inner.Enumerate();
            }

            Interlocked.Increment(ref _failures);
            throw new TemperConnectionException("no list today");
        }

        public ITransportConnection Open(UsbInterfaceInfo target) => inner.Open(target);
    }

    private static IEnumerable<MetricPoint> Points(IEnumerable<Metric> exported, string name)
    {
        foreach (ref readonly var point in exported.Single(metric => metric.Name == name).GetMetricPoints())
        {
            yield return point;
        }
    }

    private static string? Tag(MetricPoint point, string name)
    {
        foreach (var tag in point.Tags)
        {
            if (tag.Key == name)
            {
                return tag.Value?.ToString();
            }
        }

        return null;
    }
}
