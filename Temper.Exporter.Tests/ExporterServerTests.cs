using System.Net;
using Microsoft.Extensions.Time.Testing;
using Temper.Devices;
using Temper.Emulator;
using Temper.Exporter.Testing;
using Temper.Testing;

namespace Temper.Exporter.Tests;

/// <summary>What a scrape has to do with the devices it reads.</summary>
public sealed class ExporterServerTests
{
    private const string Readings = "/metrics?name[]=temper_temperature_celsius&name[]=temper_humidity_rh";

    private readonly FakeTimeProvider _time = new();
    private readonly EmulatedDevice _first = DevicesAt.Twin("usb-1");
    private readonly EmulatedDevice _second = DevicesAt.Hygrometer("usb-2");
    private EmulatedTransport _transport = null!;
    private RunningExporter _exporter = null!;

    [SetUp]
    public async Task Start()
    {
        _transport = DevicesAt.Transport(_time, _first, _second);
        _exporter = await RunningExporter.StartAsync(_transport, _time);
    }

    // A test that failed may leave a device silent. What waits for it waits on this clock,
    // which therefore runs meanwhile.
    [TearDown]
    public async Task Stop()
    {
        await using var clock = new Timer(_ => _time.Advance(TimeSpan.FromMilliseconds(50)), null, 0, 1);
        await _exporter.DisposeAsync();
    }

    [TestCase("/-/healthy")]
    [TestCase("/-/ready")]
    public async Task Health_is_reported_without_asking_a_device(string path)
    {
        _first.Fault = DeviceFault.Silent;
        var scrape = _exporter.ScrapeAsync(Readings);
        await _transport.WaitForReaderAsync(_first);
        var queries = _first.ReceivedQueries.Length;

        (await _exporter.ScrapeAsync(path)).Should().Be("ok\n");

        _first.ReceivedQueries.Should().HaveCount(queries);
        scrape.IsCompleted.Should().BeFalse();
        await RunAsync(scrape, _first);
    }

    [Test]
    public async Task A_client_with_a_short_timeout_gets_the_readings_of_that_time()
    {
        _second.Fault = DeviceFault.Silent;
        var scrape = _exporter.SendAsync(
            HttpMethod.Get,
            "/metrics",
            headers: ("X-Prometheus-Scrape-Timeout-Seconds", "1.0")
        );
        await AnswersAsync(_first);

        using var response = await RunAsync(scrape, _second);

        (await response.Content.ReadAsStringAsync())
            .Should()
            .Contain("temper_device_up{phy=\"usb-1/input1\"} 1\n")
            .And.Contain("temper_device_up{phy=\"usb-2/input1\"} 0\n");
        await RunAsync(_exporter.ScrapeAsync(Readings), _second);
    }

    [Test]
    public async Task A_silent_device_costs_its_own_series_only()
    {
        _second.Fault = DeviceFault.Silent;
        var answer = _exporter.ScrapeAsync(Readings);
        await AnswersAsync(_first);

        var scrape = await RunAsync(answer, _second);

        scrape.Should().Contain("phy=\"usb-1/input1\"").And.NotContain("usb-2");
    }

    [Test]
    public async Task A_device_that_speaks_again_is_back_with_the_next_scrape()
    {
        _second.Fault = DeviceFault.Silent;
        await RunAsync(_exporter.ScrapeAsync(Readings), _second);

        _second.Fault = DeviceFault.None;

        (await _exporter.ScrapeAsync(Readings)).Should().Contain("phy=\"usb-2/input1\"");
    }

    [Test]
    public async Task Plugging_and_unplugging_shows_in_the_next_scrape()
    {
        _transport.Unplug(_first);
        (await _exporter.ScrapeAsync(Readings)).Should().NotContain("usb-1").And.Contain("usb-2");

        _transport.Plug(_first);
        (await _exporter.ScrapeAsync(Readings)).Should().Contain("usb-1").And.Contain("usb-2");
    }

    [Test]
    [Category("NotInWine")] // which answers the last connections first
    public async Task Scrapes_that_overlap_read_each_device_once()
    {
        await _exporter.ScrapeAsync(Readings);
        _first.AnswerDelay = TimeSpan.FromMilliseconds(100);
        var before = _first.ReadingQueryCount;
        var scrapes = Enumerable.Range(0, 20).Select(_ => _exporter.ScrapeAsync(Readings)).ToList();
        // The server accepts these connections last, so most scrapes have begun when the clock starts.
        await Task.WhenAll(scrapes.Select(_ => _exporter.ScrapeAsync("/-/healthy")));

        var texts = await RunAsync(Task.WhenAll(scrapes), _first);

        texts.Distinct().Should().ContainSingle();
        // Late requests may have missed the first snapshot.
        (_first.ReadingQueryCount - before)
            .Should()
            .BeInRange(1, 10);
    }

    [Test]
    public async Task More_scrapes_at_once_than_allowed_are_503()
    {
        await using var exporter = await RunningExporter.StartAsync(
            new TemperOptions { Transports = [_transport], TimeProvider = _time },
            new() { MaxRequests = 1 }
        );
        _first.Fault = DeviceFault.Silent;
        var scrape = exporter.ScrapeAsync(Readings);
        await _transport.WaitForReaderAsync(_first);

        foreach (var path in new[] { "/metrics", "/", "/api/v1/readings" })
        {
            using var response = await exporter.SendAsync(HttpMethod.Get, path);
            response.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        }

        (await exporter.ScrapeAsync("/-/healthy")).Should().Be("ok\n");
        await RunAsync(scrape, _first);
        _first.Fault = DeviceFault.None;
        (await RunAsync(exporter.ScrapeAsync(Readings), _first)).Should().Contain("usb-1");
    }

    [Test]
    public async Task A_client_that_hangs_up_leaves_the_device_in_step()
    {
        await _exporter.ScrapeAsync(Readings);
        _first.AnswerDelay = TimeSpan.FromMilliseconds(300);
        using var hangUp = new CancellationTokenSource();
        var scrape = _exporter.ScrapeAsync(Readings, cancellationToken: hangUp.Token);
        await _transport.WaitForReaderAsync(_first);

        await hangUp.CancelAsync();
        await FluentActions.Awaiting(() => scrape).Should().ThrowAsync<OperationCanceledException>();
        _first.SetData("ff00fff0");

        // May still share the snapshot of the one that hung up.
        _ = await RunAsync(_exporter.ScrapeAsync(Readings), _first);
        (await RunAsync(_exporter.ScrapeAsync(Readings), _first))
            .Should()
            .Contain("phy=\"usb-1/input1\",version=\"TEMPer2_M12_V1.3\"} -1\n");
    }

    [Test]
    public async Task Ending_ends_a_scrape_that_waits()
    {
        _first.Fault = DeviceFault.Silent;
        var scrape = _exporter.SendAsync(HttpMethod.Get, "/metrics");
        await _transport.WaitForReaderAsync(_first);

        await using var clock = new Timer(_ => _time.Advance(TimeSpan.FromMilliseconds(50)), null, 0, 1);
        await _exporter.Devices.DisposeAsync();

        using var response = await scrape;
        response.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
    }

    /// <summary>
    /// Waits until a good device has answered: on a busy machine it would not before the clock has run away.
    /// </summary>
    private Task AnswersAsync(EmulatedDevice device) =>
        UntilAsync(() => device.ReadingQueryCount > 0 && !_transport.IsLocked(device));

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(1);
        }
    }

    /// <summary>Advances the clock whenever a reader waits for the device, until the task has completed.</summary>
    private async Task<T> RunAsync<T>(Task<T> task, EmulatedDevice waitingFor)
    {
        while (await Task.WhenAny(task, _transport.WaitForReaderAsync(waitingFor)) != task)
        {
            _time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.WhenAny(task, Task.Delay(1)); // what the clock has ended takes a moment to end
        }

        return await task;
    }
}
