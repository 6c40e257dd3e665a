using System.Collections.Concurrent;

namespace Temper.Exporter.Browser.Tests;

/// <summary>How the page behaves for its visitor: scripts, colours, widths, connections, proxies.</summary>
public sealed class VisitorTests : PageTest
{
    [Test]
    public async Task A_script_that_got_in_all_the_same_does_not_run()
    {
        var page = await VisitHouseAsync();

        var ran = await page.Page.EvaluateAsync<string?>(
            """
            () => {
              const script = document.createElement("script");
              script.textContent = "document.body.dataset.ran = 'yes'";
              document.body.append(script);
              return document.body.dataset.ran;
            }
            """
        );

        ran.Should().BeNull();
        page.Messages.Should().Contain(message => message.Contains("Content Security Policy"));
    }

    [Test]
    public async Task It_is_light_or_dark_as_the_visitor_likes_it()
    {
        var page = await VisitHouseAsync();

        await page.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        (await page.BrightnessAsync("backgroundColor")).Should().BeGreaterThan(0.9);
        (await page.BrightnessAsync("color")).Should().BeLessThan(0.2);

        await page.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        (await page.BrightnessAsync("backgroundColor")).Should().BeLessThan(0.1);
        (await page.BrightnessAsync("color")).Should().BeGreaterThan(0.8);
    }

    [Test]
    public async Task On_a_phone_nothing_scrolls_sideways()
    {
        var page = await VisitHouseAsync(
            new()
            {
                ViewportSize = new() { Width = 390, Height = 667 },
            }
        );
        await page.Page.Locator(".plot").Locator("visible=true").First.WaitForAsync();

        (await page.ScrollsSidewaysAsync()).Should().BeFalse();
    }

    [Test]
    public async Task An_exporter_that_ends_is_missed_and_found_again()
    {
        var page = await OpenAsync(House);
        await page.Devices.First.WaitForAsync();
        var port = OwnExporter!.Port;
        await OwnExporter.DisposeAsync();

        var trouble = page.Page.Locator("#trouble");
        await trouble.WaitForAsync();
        (await BrowsedPage.TextOfAsync(trouble))
            .Should()
            .MatchRegex(@"^The exporter does not answer\. The readings below were taken at \d");
        (await page.TextOfDeviceAsync("usb-1.1")).Should().MatchRegex(@" 21\.5 °C ");

        OwnExporter = await SimulatedExporter.StartAsync(House, port);
        await trouble.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }

    [Test]
    public async Task A_page_that_is_not_visible_requests_nothing_until_it_is()
    {
        var browsed = await VisitHouseAsync();
        var page = browsed.Page;
        await browsed.Devices.First.WaitForAsync();
        await page.Clock.InstallAsync();
        var requests = new ConcurrentQueue<string>();
        page.Request += (_, request) => requests.Enqueue(new Uri(request.Url).AbsolutePath);

        await SetHiddenAsync(page, isHidden: true);
        await page.Clock.RunForAsync(60_000);
        requests.Should().BeEmpty();

        await SetHiddenAsync(page, isHidden: false);
        requests.Should().BeEquivalentTo("/api/v1/readings", "/api/v1/history");
    }

    [Test]
    public async Task It_works_below_a_path_of_a_reverse_proxy()
    {
        await using var proxy = await PrefixProxy.StartAsync(HouseExporter);
        var page = await VisitAsync(proxy.Url);

        (await page.TextOfDeviceAsync("usb-1.1")).Should().MatchRegex(@" 21\.5 °C ");
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "metrics" }).ClickAsync();
        (await page.Page.Locator("body").InnerTextAsync()).Should().MatchRegex("(?m)^temper_temperature_celsius");
    }

    [Test]
    public async Task Without_JavaScript_it_points_to_the_metrics()
    {
        var page = await VisitHouseAsync(new() { JavaScriptEnabled = false });

        await page.Page.Locator("noscript a").ClickAsync();
        (await page.Page.Locator("body").InnerTextAsync()).Should().MatchRegex("(?m)^temper_temperature_celsius");
    }

    private static async Task SetHiddenAsync(IPage page, bool isHidden) =>
        await page.EvaluateAsync(
            """
            hidden => {
              Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
              document.dispatchEvent(new Event("visibilitychange"));
            }
            """,
            isHidden
        );
}
