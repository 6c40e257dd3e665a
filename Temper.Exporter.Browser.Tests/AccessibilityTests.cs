using Deque.AxeCore.Playwright;
using Temper.Emulator;

namespace Temper.Exporter.Browser.Tests;

/// <summary>What axe-core finds on the page: the rules of WCAG that a program can check.</summary>
public sealed class AccessibilityTests : PageTest
{
    [Test]
    public async Task It_finds_nothing_in_a_house_of_devices([Values] bool isDark, [Values(1280, 390)] int width)
    {
        var page = await VisitHouseAsync(Options(isDark, width));
        await page.Page.Locator(".plot").Locator("visible=true").First.WaitForAsync();

        await FindsNothingAsync(page);
    }

    [Test]
    public async Task It_finds_nothing_in_plots_and_their_cursor([Values] bool isDark)
    {
        var devices = PastExporter.TwoDevices();
        await using var exporter = await PastExporter.StartAsync(devices, minutes: 120);
        devices[1].Fault = DeviceFault.Stall;
        var page = await VisitAsync(exporter.Client.BaseAddress!.ToString(), Options(isDark, 1280));
        await page.Page.Locator(".plot").First.FocusAsync();

        await FindsNothingAsync(page);
    }

    [Test]
    public async Task It_finds_nothing_where_there_is_no_device([Values] bool isDark)
    {
        var page = await OpenAsync([], Options(isDark, 390));
        await page.Page.Locator(".help").WaitForAsync();

        await FindsNothingAsync(page);
    }

    [Test]
    public async Task It_finds_nothing_when_the_exporter_has_ended([Values] bool isDark)
    {
        var page = await OpenAsync(House, Options(isDark, 1280));
        await page.Devices.First.WaitForAsync();
        await OwnExporter!.DisposeAsync();
        await page.Page.Locator("#trouble").WaitForAsync();

        await FindsNothingAsync(page);
    }

    private static BrowserNewContextOptions Options(bool isDark, int width) =>
        new()
        {
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new() { Width = width, Height = 844 },
        };

    private static async Task FindsNothingAsync(BrowsedPage page)
    {
        var result = await page.Page.RunAxe();

        await TestContext.Out.WriteLineAsync(
            $"axe-core {result.TestEngine.Version}: {result.Passes.Length} rules passed, "
                + $"{result.Violations.Length} violated, {result.Incomplete.Length} undecided"
        );
        result.Passes.Length.Should().BeGreaterThan(20);
        result
            .Violations.Select(rule => $"{rule.Id}: {string.Join(", ", rule.Nodes.Select(node => node.Html))}")
            .Should()
            .BeEmpty();
    }
}
