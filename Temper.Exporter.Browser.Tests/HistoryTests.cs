using Temper.Emulator;
using Temper.Exporter.Testing;

namespace Temper.Exporter.Browser.Tests;

/// <summary>What the page shows of earlier readings.</summary>
public sealed class HistoryTests : PageTest
{
    private const string Time = @"(\w+ )?\d\d:\d\d";

    private RunningExporter? _past;

    [TearDown]
    public async Task StopPast() => await (_past?.DisposeAsync() ?? ValueTask.CompletedTask);

    [Test]
    public async Task A_range_shows_what_there_is_of_it_over_the_whole_width_with_extremes_and_axes()
    {
        var page = await OpenPastAsync(minutes: 120);
        var sensor = page.Page.Locator(".sensor").First;
        var plot = sensor.Locator(".plot");

        (await plot.GetAttributeAsync("aria-label")).Should().Be("internal temperature, last 1 h: 21.0 to 21.9 °C");

        await page.Page.GetByLabel("24 h").CheckAsync();
        await Expect(plot).ToHaveAttributeAsync("aria-label", "internal temperature, last 2 h: 20.0 to 21.9 °C");
        (await BrowsedPage.TextOfAsync(sensor.Locator("figcaption")))
            .Should()
            .MatchRegex($@"^min 20\.0 at {Time} max 21\.9 at {Time}$");
        (await plot.Locator(".grid").TextContentAsync()).Should().StartWith("202122").And.MatchRegex(@"\d\d:00");
        (await ShareOfWidthAsync(plot)).Should().BeInRange(0.99, 1.01);
        page.Messages.Should().BeEmpty();
    }

    [Test]
    public async Task The_second_reading_of_a_fresh_exporter_is_a_line_over_the_whole_width()
    {
        var page = await OpenPastAsync(minutes: 0);
        var plot = page.Page.Locator(".plot").First;

        await plot.WaitForAsync();

        (await plot.GetAttributeAsync("aria-label"))
            .Should()
            .MatchRegex(@"^internal temperature, last \d+ s: 21\.6 °C$");
        (await ShareOfWidthAsync(plot)).Should().BeInRange(0.99, 1.01);
    }

    [Test]
    public async Task The_mouse_shows_a_value_and_its_time_and_so_does_a_finger()
    {
        var page = await OpenPastAsync(minutes: 60, new() { HasTouch = true });
        var plot = page.Page.Locator(".plot").First;
        var cursor = plot.Locator(".cursor");
        var middle = new Position { X = 140, Y = 60 };

        await plot.HoverAsync(new() { Position = middle });
        (await cursor.TextContentAsync()).Should().MatchRegex($@"^20\.\d °C at {Time}$");
        await page.Page.Locator("h1").HoverAsync();
        await cursor.WaitForAsync(new() { State = WaitForSelectorState.Hidden });

        await plot.TapAsync(new() { Position = middle });
        (await cursor.TextContentAsync()).Should().MatchRegex($@"^20\.\d °C at {Time}$");
        (await cursor.IsVisibleAsync()).Should().BeTrue();
    }

    [Test]
    public async Task The_keyboard_moves_from_value_to_value()
    {
        var page = await OpenPastAsync(minutes: 10);
        var plot = page.Page.GetByRole(AriaRole.Slider).First;

        await plot.FocusAsync();
        await plot.PressAsync("Home");
        var first = await plot.GetAttributeAsync("aria-valuetext");
        await plot.PressAsync("ArrowRight");

        first.Should().MatchRegex($"^20\\.0 °C at {Time}$");
        (await plot.GetAttributeAsync("aria-valuenow")).Should().Be("1");
        (await plot.GetAttributeAsync("aria-valuetext")).Should().MatchRegex($"^20\\.0 °C at {Time}$").And.NotBe(first);
        await plot.PressAsync("ArrowLeft");
        await plot.PressAsync("ArrowLeft");
        (await plot.GetAttributeAsync("aria-valuenow")).Should().Be("0");
    }

    [Test]
    public async Task Degrees_Fahrenheit_and_the_range_are_kept_in_the_browser()
    {
        var page = await OpenPastAsync(minutes: 120);
        await page.Page.GetByLabel("°F").CheckAsync();
        await page.Page.GetByLabel("6 h").CheckAsync();

        await page.Page.ReloadAsync();

        (await page.TextOfDeviceAsync("usb-1.1"))
            .Should()
            .MatchRegex("(?i) Internal temperature 71.5 °F .*min 68.0 at ");
        (await page.TextOfDeviceAsync("usb-1.2")).Should().MatchRegex("(?i) Humidity 47.2 %RH ");
        (await page.Page.GetByLabel("6 h").IsCheckedAsync()).Should().BeTrue();
    }

    [Test]
    public async Task A_device_that_fails_comes_first_with_its_last_value_and_when_it_was()
    {
        var devices = PastExporter.TwoDevices();
        var page = await OpenPastAsync(minutes: 60, devices: devices);
        await page.Devices.First.WaitForAsync();
        devices[1].Fault = DeviceFault.Stall;
        await page.Page.ReloadAsync();

        (await BrowsedPage.TextOfAsync(page.Devices.First))
            .Should()
            .MatchRegex(
                $@"^TEMPer1F_H1V1\.5F failed .* replug the device Temperature no reading "
                    + $@"last 23\.6 °C at {Time}, \d+ s ago "
            );
        (await page.Page.Locator("#summary").InnerTextAsync()).Should().Be("1 ok, 1 failed");
        (await page.Page.TitleAsync()).Should().Be($"(1 failed) Temper on {Environment.MachineName}");
    }

    [Test]
    public async Task The_readings_can_be_downloaded()
    {
        var page = await OpenPastAsync(minutes: 120);
        await page.Devices.First.WaitForAsync();

        var download = await page.Page.RunAndWaitForDownloadAsync(() =>
            page.Page.GetByRole(AriaRole.Link, new() { Name = "Download CSV" }).ClickAsync()
        );

        download.SuggestedFilename.Should().Be("temper.csv");
        var lines = await File.ReadAllLinesAsync(await download.PathAsync());
        lines[0].Should().Be("time,phy,version,sensor,quantity,unit,value");
        lines.Should().HaveCountGreaterThan(4 * 59).And.HaveCountLessThan(4 * 62, "the page shows one hour");
    }

    [Test]
    public async Task Without_history_there_are_readings_and_nothing_that_needs_it()
    {
        OwnExporter = await SimulatedExporter.StartAsync(House, 0, "--no-history");
        var page = await VisitAsync(OwnExporter.Url);

        (await page.TextOfDeviceAsync("usb-1.1")).Should().EndWith("External temperature −4.3 °C");
        (await page.Page.GetByLabel("24 h").IsVisibleAsync()).Should().BeFalse();
        (await page.Page.GetByText("Download CSV").IsVisibleAsync()).Should().BeFalse();
        (await page.Page.GetByLabel("°F").CountAsync()).Should().Be(1);
        page.Messages.Should().BeEmpty();
    }

    private async Task<BrowsedPage> OpenPastAsync(
        int minutes,
        BrowserNewContextOptions? options = null,
        IReadOnlyList<EmulatedDevice>? devices = null
    )
    {
        _past = await PastExporter.StartAsync(devices ?? PastExporter.TwoDevices(), minutes);
        return await VisitAsync(_past.Client.BaseAddress!.ToString(), options);
    }

    /// <summary>How much of the width between the axis and the right edge the line takes.</summary>
    private static Task<double> ShareOfWidthAsync(ILocator plot) =>
        plot.EvaluateAsync<double>(
            "svg => svg.querySelector('.line').getBBox().width / svg.querySelector('.grid path').getBBox().width"
        );
}
