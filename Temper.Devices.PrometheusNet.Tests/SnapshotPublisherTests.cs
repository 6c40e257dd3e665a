using System.Globalization;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Prometheus;
using Temper.Emulator;
using Temper.Testing;

namespace Temper.Devices.PrometheusNet.Tests;

public sealed class SnapshotPublisherTests : IAsyncDisposable
{
    private const string InternalOfTwin =
        """temper_temperature_celsius{name="internal",phy="usb-1/input1",version="TEMPer2_M12_V1.3"}""";
    private const string ExternalOfTwin =
        """temper_temperature_celsius{name="external",phy="usb-1/input1",version="TEMPer2_M12_V1.3"}""";
    private const string TwinUp = """temper_device_up{phy="usb-1/input1"}""";

    private readonly FakeTimeProvider _time = new();
    private readonly ListLoggerFactory _log = new();
    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    private readonly EmulatedTransport _devices;
    private readonly SwitchedTransport _transport;
    private readonly TemperDeviceSet _set;
    private readonly SnapshotPublisher _publisher;
    private readonly EmulatedDevice _twin;
    private readonly Dictionary<string, double> _series = new(StringComparer.Ordinal);
    private List<string> _names = [];

    public SnapshotPublisherTests()
    {
        _devices = new EmulatedTransport(_time);
        _transport = new SwitchedTransport(_devices);
        _set = new TemperDeviceSet(new TemperOptions { Transports = [_transport], TimeProvider = _time });
        _publisher = new SnapshotPublisher(_set, new MetricRegistry(_registry), _log);
        _twin = Plug("TEMPer2_M12_V1.3", "usb-1");
    }

    public async ValueTask DisposeAsync()
    {
        // What still waits for a device waits on this clock.
        await using var running = new Timer(
            _ => _time.Advance(TimeSpan.FromMilliseconds(50)),
            state: null,
            dueTime: 0,
            period: 1
        );
        await _set.DisposeAsync();
    }

    [Test]
    public async Task The_registry_shows_what_temper_exporter_would()
    {
        Plug("TEMPer1F_H1V1.5F", "usb-2");
        await CollectAsync();

        _series
            .Should()
            .Contain(InternalOfTwin, 21.625)
            .And.Contain(ExternalOfTwin, 20.625)
            .And.Contain(TwinUp, 1)
            .And.Contain(
                """temper_humidity_rh{name="",phy="usb-2/input1",version="TEMPer1F_H1V1.5F"}""",
                47.16162109375
            )
            .And.Contain("""temper_device_reads_total{phy="usb-2/input1"}""", 1)
            .And.Contain("""temper_devices{state="ok"}""", 2)
            .And.Contain("temper_up", 1);
        _names
            .Should()
            .Equal(
                "temper_temperature_celsius",
                "temper_humidity_rh",
                "temper_dew_point_celsius",
                "temper_device_up",
                "temper_device_info",
                "temper_devices",
                "temper_device_reads_total",
                "temper_device_read_errors_total",
                "temper_device_read_duration_seconds",
                "temper_device_last_success_timestamp_seconds",
                "temper_sensor_last_change_timestamp_seconds",
                "temper_scrape_duration_seconds",
                "temper_up"
            );
    }

    [Test]
    public async Task A_device_that_was_unplugged_has_no_series_in_the_next_collection()
    {
        await CollectAsync();
        _devices.Unplug(_twin);
        await CollectAsync();

        _series.Keys.Should().NotContain(series => series.Contains("usb-1", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_probe_that_was_unplugged_has_no_series_and_the_device_stays_up()
    {
        await CollectAsync();
        _twin.SetData("15a0ffff");
        await CollectAsync();

        _series.Should().Contain(InternalOfTwin, 21.625).And.Contain(TwinUp, 1).And.NotContainKey(ExternalOfTwin);
    }

    [Test]
    public async Task A_silent_device_is_down_and_has_no_readings()
    {
        await CollectAsync();
        _twin.Fault = DeviceFault.Silent;
        await CollectAsync();

        _series
            .Should()
            .Contain(TwinUp, 0)
            .And.NotContainKey(InternalOfTwin)
            .And.Contain("""temper_device_read_errors_total{phy="usb-1/input1",reason="timeout"}""", 1);
    }

    [Test]
    public async Task A_clock_that_is_set_back_holds_up_no_reading()
    {
        await CollectAsync();
        _time.AdjustTime(_time.GetUtcNow() - TimeSpan.FromDays(1));
        _twin.SetData("ff00fff0");

        await CollectAsync();

        _series.Should().Contain(InternalOfTwin, -1);
    }

    [Test]
    public async Task Collections_that_overlap_share_one_read()
    {
        await CollectAsync();
        var before = _twin.ReadingQueryCount;
        _twin.AnswerDelay = TimeSpan.FromMilliseconds(100);

        var first = _publisher.CollectAsync(CancellationToken.None);
        await _devices.WaitForReaderAsync(_twin);
        var others = Enumerable.Range(1, 9).Select(_ => _publisher.CollectAsync(CancellationToken.None)).ToList();
        await PassTimeAsync(Task.WhenAll(others.Prepend(first)));

        _twin.ReadingQueryCount.Should().Be(before + 1);
    }

    [Test]
    public async Task When_devices_cannot_be_listed_all_are_down_and_nothing_old_is_shown()
    {
        await CollectAsync();
        _transport.IsBroken = true;
        await CollectAsync();

        _series.Should().BeEquivalentTo(new Dictionary<string, double> { [TwinUp] = 0, ["temper_up"] = 0 });
    }

    [Test]
    public async Task That_devices_cannot_be_listed_is_logged_once_until_they_can()
    {
        _transport.IsBroken = true;
        await CollectAsync();
        await CollectAsync();
        _transport.IsBroken = false;
        await CollectAsync();

        _log.Lines.Should()
            .Equal(
                "Error cannot list devices error=the list of devices cannot be had",
                "Information devices can be listed again"
            );
        _series.Should().Contain("temper_up", 1).And.Contain(TwinUp, 1);
    }

    [Test]
    public async Task A_set_that_is_closed_shows_nothing()
    {
        await CollectAsync();
        await _set.DisposeAsync();
        await CollectAsync();

        _series.Should().BeEmpty();
        _log.Lines.Should().BeEmpty("the end of a program is not a failure");
    }

    [Test]
    public async Task A_collection_whose_client_disconnected_changes_nothing()
    {
        await CollectAsync();
        var before = new Dictionary<string, double>(_series);
        _twin.SetData("0000ffff");
        _twin.AnswerDelay = TimeSpan.FromMilliseconds(100);
        using var hangUp = new CancellationTokenSource();

        var collection = _publisher.CollectAsync(hangUp.Token);
        await hangUp.CancelAsync();

        await FluentActions.Awaiting(() => collection).Should().ThrowAsync<OperationCanceledException>();
        await ExportAsync();
        _series.Should().BeEquivalentTo(before);
    }

    private EmulatedDevice Plug(string firmware, string portPath)
    {
        var device = new EmulatedDevice(DeviceModels.Find(firmware)!, portPath);
        _devices.Plug(device);
        return device;
    }

    private async Task CollectAsync()
    {
        await PassTimeAsync(_publisher.CollectAsync(CancellationToken.None));
        await ExportAsync();
    }

    // What a scrape of the registry gets: its metrics by name, and its series with their values.
    private async Task ExportAsync()
    {
        using var text = new MemoryStream();
        await _registry.CollectAndExportAsTextAsync(text);
        var lines = Encoding.UTF8.GetString(text.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        _names =
        [
            .. lines
                .Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal))
                .Select(line => line.Split(' ')[2]),
        ];
        _series.Clear();
        foreach (var line in lines.Where(line => line[0] != '#'))
        {
            var blank = line.LastIndexOf(' ');
            _series.Add(line[..blank], double.Parse(line[blank..], CultureInfo.InvariantCulture));
        }
    }

    private async Task PassTimeAsync(Task task)
    {
        while (await Task.WhenAny(task, _devices.WaitForReaderAsync(_twin)) != task)
        {
            _time.Advance(TimeSpan.FromMilliseconds(50));
        }

        await task;
    }
}
