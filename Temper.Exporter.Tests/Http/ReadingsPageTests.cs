using Temper.Emulator;

namespace Temper.Exporter.Tests.Http;

public sealed class ReadingsPageTests
{
    [Test]
    public async Task The_page_shows_readings_with_their_unit_and_what_is_wrong()
    {
        var bad = SticksAt.Twin("usb-3");
        bad.Fault = StickFault.Stall;

        var page = await PageOf(SticksAt.Hygrometer("usb-1"), SticksAt.Twin("usb-2", "15a0ffff"), bad);

        page.Should().Contain("<td>usb-1/input1</td><td>TEMPer1F_H1V1.5F</td><td></td><td class=\"value\">23.59 &#xB0;C</td>")
            .And.Contain("47.16 %RH")
            .And.Contain("<td>usb-2/input1</td><td>TEMPer2_M12_V1.3</td><td>external</td><td>no probe</td>")
            .And.Contain("<td>usb-3/input1</td><td></td><td></td><td>/dev/hidraw5 refused the query (stall): replug the stick</td>");
    }

    [Test]
    public async Task Without_sticks_the_page_says_so()
        => (await PageOf()).Should().Contain("No stick found: plug one in.");

    [Test]
    public async Task Hostile_text_is_inert()
    {
        var page = await PageOf(SticksAt.Twin("<script>alert(1)</script>\"'&\x1b[31m"));

        page.Should().NotContain("<script").And.NotContain("\x1b").And.Contain("&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    [Test]
    public async Task The_page_may_load_and_run_nothing()
    {
        await using var exporter = await RunningExporter.StartAsync(SticksAt.Backend(TimeProvider.System));
        using var response = await exporter.SendAsync(HttpMethod.Get, "/", "text/html");

        response.Headers.GetValues("Content-Security-Policy").Single().Should().StartWith("default-src 'none';");
        response.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
    }

    private static async Task<string> PageOf(params EmulatedStick[] sticks)
    {
        await using var exporter = await RunningExporter.StartAsync(SticksAt.Backend(TimeProvider.System, sticks));
        using var response = await exporter.SendAsync(HttpMethod.Get, "/", "text/html");
        return await response.Content.ReadAsStringAsync();
    }
}
