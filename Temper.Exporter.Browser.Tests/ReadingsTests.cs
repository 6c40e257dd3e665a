namespace Temper.Exporter.Browser.Tests;

/// <summary>What the page shows of devices: their readings, their faults and their names.</summary>
public sealed class ReadingsTests : PageTest
{
    [Test]
    public async Task Readings_are_shown_with_unit_sensor_device_and_port_and_nothing_comes_from_elsewhere()
    {
        var page = await VisitHouseAsync();

        (await page.TextOfDeviceAsync("usb-1.1"))
            .Should()
            .MatchRegex(
                @"(?i)^TEMPer2_M12_V1\.3 .*ok .*usb-1\.1/input1 "
                    + @"Internal temperature 21\.5 °C (.* )?External temperature −4\.3 °C( |$)"
            );
        (await page.TextOfDeviceAsync("usb-1.2"))
            .Should()
            .MatchRegex(@"(?i) Temperature 20\.0 °C (.* )?Humidity 48\.0 %RH( |$)");
        page.Messages.Should().BeEmpty();
    }

    [Test]
    public async Task A_device_that_fails_shows_its_state_and_why_and_the_others_their_readings()
    {
        var page = await VisitHouseAsync();

        (await page.TextOfDeviceAsync("usb-1.4"))
            .Should()
            .MatchRegex(@"failed .*usb-1\.4/input1 /dev/hidraw7 rejected the query \(stall\); replug the device$");
        (await page.TextOfDeviceAsync("usb-1.6"))
            .Should()
            .MatchRegex("unsupported .* first-generation HidTEMPer is not supported$");
        (await page.TextOfDeviceAsync("usb-1.1")).Should().MatchRegex(@" ok .* 21\.5 °C ");
    }

    [Test]
    public async Task An_absent_probe_and_an_impossible_value_are_said_and_have_no_number()
    {
        var page = await VisitHouseAsync();

        (await page.TextOfDeviceAsync("usb-1.3")).Should().MatchRegex("(?i) ok .* External temperature no probe$");
        (await page.TextOfDeviceAsync("usb-1.5")).Should().MatchRegex("(?i) failed .* Temperature out of range ");
    }

    [Test]
    public async Task The_plot_moves_in_the_place_where_it_was()
    {
        OwnExporter = await SimulatedExporter.StartDemoAsync();
        var browsed = await VisitAsync(OwnExporter.Url);
        var page = browsed.Page;
        await page.Locator(".plot").First.WaitForAsync();
        var line = await page.Locator(".plot .line").First.ElementHandleAsync();
        var card = await browsed.Devices.First.ElementHandleAsync();
        var firstPath = await line.GetAttributeAsync("d");

        await page.WaitForFunctionAsync(
            "([element, path]) => element.getAttribute('d') !== path",
            new object?[] { line, firstPath }
        );

        (await line.EvaluateAsync<bool>("element => element.isConnected")).Should().BeTrue();
        (await card.EvaluateAsync<bool>("element => element.isConnected")).Should().BeTrue();
    }

    [Test]
    public async Task A_device_that_hangs_does_not_delay_the_readings_of_others()
    {
        object[] devices =
        [
            .. House.Take(1),
            new
            {
                phy = "usb-1.2",
                firmware = Hygrometer,
                fault = "silent-reading",
            },
        ];
        OwnExporter = await SimulatedExporter.StartAsync(devices, 0, "--device-timeout", "9");
        var page = await VisitAsync(OwnExporter.Url);

        (await page.TextOfDeviceAsync("usb-1.1")).Should().MatchRegex("(?i) Internal temperature 21.5 °C ");
        (await page.TextOfDeviceAsync("usb-1.2")).Should().Contain(" being read ");
        (await page.Page.Locator("#summary").InnerTextAsync()).Should().Be("1 ok, 1 being read");
        await page.Device("usb-1.2").GetByText("timed out waiting for the reading").WaitForAsync();
        (await page.Page.Locator("#summary").InnerTextAsync()).Should().Be("1 ok, 1 failed");
    }

    [Test]
    public async Task A_name_is_the_title_of_a_device_and_stands_for_its_sensor()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            file,
            """
            { "names": [
                { "phy": "usb-1.1", "label": "<b>Rack</b> 3" },
                { "phy": "usb-1.1", "sensor": "external", "label": "Fridge" } ] }
            """
        );
        OwnExporter = await SimulatedExporter.StartAsync(House, 0, "--config", file);
        File.Delete(file);
        var page = await VisitAsync(OwnExporter.Url);

        (await page.TextOfDeviceAsync("usb-1.1"))
            .Should()
            .MatchRegex(
                @"(?i)^<b>Rack</b> 3 ok TEMPer2_M12_V1\.3 · .*usb-1\.1/input1 "
                    + @"Internal temperature 21\.5 °C (.* )?Fridge temperature −4\.3 °C( |$)"
            );
        (await page.TextOfDeviceAsync("usb-1.2")).Should().StartWith("TEMPer1F_H1V1.5F ");
    }

    [Test]
    public async Task Hostile_text_is_text()
    {
        const string hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>\"'&\n\u001b[31m\u202e";
        var browsed = await OpenAsync(
            [
                new { phy = hostile, firmware = Twin },
                new
                {
                    phy = new string('x', 10_000),
                    firmware = Twin,
                    fault = "unprintable-version",
                },
            ],
            new()
            {
                ViewportSize = new() { Width = 375, Height = 700 },
            }
        );
        await browsed.Devices.First.WaitForAsync();

        (await browsed.Page.Locator(".phy").First.EvaluateAsync<string>("element => element.textContent"))
            .Should()
            .Be(hostile.Replace('\n', '\ufffd').Replace('\u001b', '\ufffd').Replace('\u202e', '\ufffd') + "/input1");
        (await browsed.Page.Locator("main :is(img, script)").CountAsync()).Should().Be(0);
        (await browsed.ScrollsSidewaysAsync()).Should().BeFalse();
        (await browsed.Devices.Nth(1).BoundingBoxAsync())!.Height.Should().BeLessThan(1000);
        browsed.Messages.Should().BeEmpty();
    }

    [Test]
    public async Task Without_a_device_it_says_so()
    {
        var page = await OpenAsync([]);

        await page.Page.GetByRole(AriaRole.Heading, new() { Name = "No device found" }).WaitForAsync();
        (await page.Page.Locator("main").InnerTextAsync()).Should().Contain("temper-read --list");
        (await page.Page.Locator("#summary").InnerTextAsync()).Should().Be("no device");
    }
}
