using Microsoft.Playwright.NUnit;

namespace Temper.Exporter.Browser.Tests;

/// <summary>Tests that look at the page of an exporter: one over a house of devices, or one of their own.</summary>
public abstract class PageTest : BrowserTest
{
    private protected const string Twin = "TEMPer2_M12_V1.3";
    private protected const string Hygrometer = "TEMPer1F_H1V1.5F";

    private protected static readonly object[] House =
    [
        new
        {
            phy = "usb-1.1",
            firmware = Twin,
            reading = new { @internal = 21.5, external = -4.25 },
        },
        new
        {
            phy = "usb-1.2",
            firmware = Hygrometer,
            reading = new { temperature = 20, humidity = 48 },
        },
        new
        {
            phy = "usb-1.3",
            firmware = Twin,
            reading = new { @internal = 20, external = (double?)null },
        },
        new
        {
            phy = "usb-1.4",
            firmware = Hygrometer,
            fault = "stall",
        },
        new
        {
            phy = "usb-1.5",
            firmware = Hygrometer,
            fault = "all-ones",
        },
        new { phy = "usb-1.6", firmware = "HidTEMPer" },
    ];

    private protected SimulatedExporter HouseExporter { get; private set; } = null!;

    /// <summary>The exporter of one test, which ends with it.</summary>
    private protected SimulatedExporter? OwnExporter { get; set; }

    [OneTimeSetUp]
    public async Task StartHouse() => HouseExporter = await SimulatedExporter.StartAsync(House);

    [OneTimeTearDown]
    public async Task StopHouse() => await HouseExporter.DisposeAsync();

    [TearDown]
    public async Task StopOwn()
    {
        if (OwnExporter is not null)
        {
            await OwnExporter.DisposeAsync();
            OwnExporter = null;
        }
    }

    private protected Task<BrowsedPage> VisitHouseAsync(BrowserNewContextOptions? options = null) =>
        VisitAsync(HouseExporter.Url, options);

    private protected async Task<BrowsedPage> OpenAsync(object[] devices, BrowserNewContextOptions? options = null)
    {
        OwnExporter = await SimulatedExporter.StartAsync(devices);
        return await VisitAsync(OwnExporter.Url, options);
    }

    private protected async Task<BrowsedPage> VisitAsync(string url, BrowserNewContextOptions? options = null) =>
        await BrowsedPage.OpenAsync(await NewContext(options), url);
}
