using Temper.Bench.Tests.Guest;
using Temper.Testing;

namespace Temper.Bench.Tests;

/// <summary>The emulated devices are what real ones are, and are touched where real ones may be.</summary>
public sealed class UsbTests
{
    [TestCase(PluggedDevices.Twin, "0c45:7401")]
    [TestCase(PluggedDevices.Hygrometer, "0c45:7402")]
    public async Task Lsusb_shows_the_descriptors_of_the_real_device(string firmware, string id)
    {
        await using var devices = await PluggedDevices.PlugAsync(firmware);

        var lsusb = await Programs.OutputOfAsync("lsusb", "-v", "-d", id);

        WordsOf(
                lsusb,
                "bcdUSB",
                "bDeviceClass",
                "bMaxPacketSize0",
                "idVendor",
                "idProduct",
                "bcdDevice",
                "iManufacturer",
                "iSerial"
            )
            .Should()
            .Equal("2.00", "0", "8", "0x0c45", $"0x{id[5..]}", "0.01", "1", "0");
        WordsOf(lsusb, "wTotalLength", "bNumInterfaces", "bmAttributes", "MaxPower")
            .Should()
            .StartWith(["0x003b", "2", "0xa0", "100mA"]);
        lsusb.Should().Contain("RDing");
    }

    [Test]
    public async Task Its_interfaces_are_a_keyboard_and_a_vendors_page()
    {
        await using var devices = await PluggedDevices.PlugAsync(PluggedDevices.Twin);

        var lsusb = await Programs.OutputOfAsync("lsusb", "-v", "-d", "0c45:7401");

        AllOf(lsusb, "bInterfaceClass").Should().Equal("3", "3");
        AllOf(lsusb, "bInterfaceSubClass").Should().Equal("1", "1");
        AllOf(lsusb, "bInterfaceProtocol").Should().Equal("1", "2");
        AllOf(lsusb, "bcdHID").Should().Equal("1.10", "1.10");
        AllOf(lsusb, "wDescriptorLength").Should().Equal("65", "41");
        AllOf(lsusb, "bEndpointAddress").Should().Equal("0x81", "0x82");
        AllOf(lsusb, "wMaxPacketSize").Should().Equal("0x0008", "0x0008");
        AllOf(lsusb, "bInterval").Should().Equal("10", "10");
    }

    [Test]
    public async Task The_kernel_names_the_data_interface_as_that_of_a_real_device()
    {
        await using var devices = await PluggedDevices.PlugAsync(PluggedDevices.Twin);
        var node = Path.GetFileName((await Hidraw.NodesAsync(interfaceNumber: 1)).Single());

        (await Programs.OutputOfAsync("cat", $"/sys/class/hidraw/{node}/device/../modalias"))
            .Trim() // .NET would cut /device/..
            .Should()
            .Be("usb:v0C45p7401d0001dc00dsc00dp00ic03isc01ip02in01");
    }

    [Test]
    public async Task The_keyboard_is_never_opened()
    {
        await using var devices = await PluggedDevices.PlugAsync(PluggedDevices.Twin, PluggedDevices.Hygrometer);
        var (keyboards, data) = (
            await Hidraw.NodesAsync(interfaceNumber: 0),
            await Hidraw.NodesAsync(interfaceNumber: 1)
        );
        const string Trace = "/tmp/opened";

        // strace cannot miss an open, and it shows those of the data interface, so it would show the keyboard's.
        await using (var exporter = await Exporter.StartAsync(command => Traced(command, Trace)))
        {
            await exporter.ScrapeAsync();
            await devices.TellAsync("replug 1");
            await Hidraw.WaitForAsync(devices: 2);
            await exporter.ScrapeAsync();
        }

        var exporters = await TraceAsync(Trace);
        await Programs.OutputOfAsync(Traced(Programs.Reader("--list"), Trace));
        var opened = exporters + await TraceAsync(Trace);
        data.Should().OnlyContain(node => opened.Contains($"\"{node}\"", StringComparison.Ordinal));
        keyboards
            .Should()
            .HaveCount(2)
            .And.NotContain(node => opened.Contains($"\"{node}\"", StringComparison.Ordinal));
        opened.Should().NotContain("/dev/input").And.NotContain("/dev/bus/usb");
    }

    [Test]
    public async Task The_stock_usbip_tool_plugs_devices_in_from_the_emulators_server()
    {
        using var emulator = Programs.Start(Programs.Emulator("--listen", "127.0.0.1:3240"));
        while (await emulator.StandardOutput.ReadLineAsync().WaitAsync(Programs.Timeout) is { } line && line != "ready")
        { }

        (await Programs.OutputOfAsync("usbip", "list", "-r", "127.0.0.1"))
            .Should()
            .Contain("0c45:7401")
            .And.Contain("0c45:7402");
        await Programs.OutputOfAsync("usbip", "attach", "-r", "127.0.0.1", "-b", "1-1");
        await Hidraw.WaitForAsync(devices: 1);

        var read = await Programs.RunAsync(Programs.Reader());
        emulator.StandardInput.Close();
        await emulator.WaitForExitAsync().WaitAsync(Programs.Timeout);
        await Hidraw.WaitForAsync(devices: 0);

        read.ExitCode.Should().Be(0);
        read.Output.Should().Contain("21.63 °C").And.Contain("20.63 °C");
    }

    // -D: the program is our child and strace its own, so that signals and exit statuses are the program's.
    private static string[] Traced(string[] command, string file) =>
        ["strace", "-D", "-f", "-e", "trace=open,openat,openat2,creat", "-o", file, .. command];

    private static async Task<string> TraceAsync(string file)
    {
        var trace = "";
        await Until.TrueAsync(
            async () =>
                (trace = await File.ReadAllTextAsync(file))
                    .TrimEnd()
                    .EndsWith("+++ exited with 0 +++", StringComparison.Ordinal),
            "an end of the trace"
        );
        return trace;
    }

    private static IEnumerable<string> AllOf(string lsusb, string key) =>
        lsusb
            .Split('\n')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(words => words.Length > 1 && words[0] == key)
            .Select(words => words[1]);

    private static IEnumerable<string> WordsOf(string lsusb, params string[] keys) =>
        keys.Select(key => AllOf(lsusb, key).First());
}
