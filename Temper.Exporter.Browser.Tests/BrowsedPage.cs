using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Temper.Exporter.Browser.Tests;

/// <summary>The page in a browser context of its own, and what it does that no visitor should see.</summary>
internal sealed partial class BrowsedPage
{
    private const float TimeoutMs = 20_000;

    private readonly ConcurrentQueue<string> _messages = new();

    private BrowsedPage(IPage page, Uri url)
    {
        Page = page;
        page.SetDefaultTimeout(TimeoutMs);
        page.Console += (_, message) => _messages.Enqueue(message.Text); // policy violations are reported here too
        page.PageError += (_, error) => _messages.Enqueue(error);
        page.Dialog += async (_, dialog) =>
        {
            _messages.Enqueue(dialog.Message);
            await dialog.DismissAsync();
        };
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: not "data" } target && target.Authority != url.Authority)
            {
                _messages.Enqueue(request.Url);
            }
        };
    }

    public IPage Page { get; }

    /// <summary>Console messages, script errors, dialogs and requests to other hosts.</summary>
    public IReadOnlyCollection<string> Messages => _messages;

    public ILocator Devices => Page.Locator(".stick");

    public static async Task<BrowsedPage> OpenAsync(IBrowserContext context, string url)
    {
        var browsed = new BrowsedPage(await context.NewPageAsync(), new Uri(url));
        await browsed.Page.GotoAsync(url);
        return browsed;
    }

    /// <summary>The card of the device at that port.</summary>
    public ILocator Device(string phy) =>
        Page.Locator(".stick", new() { Has = Page.Locator(".phy", new() { HasText = $"{phy}/input" }) });

    public Task<string> TextOfDeviceAsync(string phy) => TextOfAsync(Device(phy));

    /// <summary>The visible text, with each run of white space as one space.</summary>
    public static async Task<string> TextOfAsync(ILocator locator) =>
        WhiteSpace().Replace(await locator.InnerTextAsync(), " ").Trim();

    public Task<bool> ScrollsSidewaysAsync() =>
        Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > window.innerWidth");

    /// <summary>How bright the colour of that CSS property of the body is: 0 is black, 1 is white.</summary>
    public Task<double> BrightnessAsync(string property) =>
        Page.EvaluateAsync<double>(
            "name => getComputedStyle(document.body)[name].match(/\\d+/g)"
                + ".reduce((sum, part) => sum + Number(part), 0) / 765",
            property
        );

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
