using Temper.Emulator.Usb.UsbIp;

namespace Temper.Emulator.Tests.UsbIp;

/// <summary>Finding a port of the kernel's virtual controllers, in a sysfs of files.</summary>
[Platform("Linux")]
public sealed class VhciTests
{
    private const string Status = """
        hub port sta spd dev      sockfd local_busid
        hs  0000 006 001 00010001 000050 1-1
        hs  0001 004 000 00000000 000000 0-0
        ss  0015 004 000 00000000 000000 0-0

        """;

    private readonly string _sysfs = Directory.CreateTempSubdirectory("temper-vhci-").FullName;

    [TearDown]
    public void RemoveSysfs() => Directory.Delete(_sysfs, recursive: true);

    [Test]
    public void A_status_file_has_used_and_free_ports_of_both_hubs() =>
        VhciPort
            .ParseAll(Status)
            .Should()
            .Equal(new VhciPort("hs", 0, 6), new VhciPort("hs", 1, 4), new VhciPort("ss", 15, 4));

    [Test]
    public void Only_unused_ports_of_the_high_speed_hub_are_free() =>
        VhciPort.ParseAll(Status).Where(port => port.IsFree).Select(port => port.Number).Should().Equal(1);

    [Test]
    public void Older_kernels_have_no_column_for_the_hub() =>
        VhciPort
            .ParseAll("prt sta spd bus dev socket local_busid\n003 004 000 000 000 0000000000000000 0-0\n")
            .Should()
            .Equal(new VhciPort("hs", 3, 4));

    [TestCase("")]
    [TestCase("hs\nhs 0001\nhs -001 004 000\nxx 0001 004 000\n")]
    public void Other_lines_are_not_ports(string status) => VhciPort.ParseAll(status).Should().BeEmpty();

    [Test]
    public async Task The_first_free_port_gets_the_socket_at_low_speed()
    {
        MakeController(Status);

        (await new VhciController(_sysfs).AttachAsync(socket: 7, deviceId: 65537, wanted: null)).Should().Be(1);

        File.ReadAllText(Attach).Should().Be("1 7 65537 1");
    }

    [Test]
    public async Task The_ports_of_further_controllers_are_in_the_first_ones_folder()
    {
        MakeController(Status.Replace("0001 004", "0001 006", StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(Controller, "status.1"), "hs  0030 004 000 00000000 000000 0-0\n");

        (await new VhciController(_sysfs).AttachAsync(7, 65537, wanted: null)).Should().Be(30);
    }

    [Test]
    public async Task A_device_comes_back_where_it_was()
    {
        MakeController("hs 0000 004 000\nhs 0001 004 000\nhs 0002 004 000\n");

        (await new VhciController(_sysfs).AttachAsync(7, 65537, wanted: 2)).Should().Be(2);
    }

    [Test]
    public async Task No_controller_says_what_to_load() =>
        await FluentActions
            .Awaiting(() => new VhciController(_sysfs).AttachAsync(7, 65537, wanted: null))
            .Should()
            .ThrowAsync<DeviceBusException>()
            .WithMessage("*run 'modprobe vhci-hcd' as root");

    [Test]
    public async Task No_free_port_says_how_to_free_one()
    {
        MakeController("ss  0015 004 000 00000000 000000 0-0\n");

        await FluentActions
            .Awaiting(() => new VhciController(_sysfs).AttachAsync(7, 65537, wanted: null))
            .Should()
            .ThrowAsync<DeviceBusException>()
            .WithMessage("vhci_hcd has no free port; unplug another virtual device*");
    }

    [Test]
    public async Task A_device_that_was_attached_and_let_go_is_unplugged()
    {
        MakeController(Status);
        var bus = new VhciBus(new VhciController(_sysfs), TimeProvider.System, TimeSpan.Zero, _ => { });

        (await bus.PlugAsync(1, SimulatedDevices.ReferenceReadme()[0])).Should().Be("attached to vhci port 1");
        await bus.UnplugAsync(1); // or at once, as no kernel holds the other end

        bus.IsPlugged(1).Should().BeFalse();
        await bus.DisposeAsync();
    }

    private string Controller => Path.Combine(_sysfs, "devices/platform/vhci_hcd.0");

    private string Attach => Path.Combine(Controller, "attach");

    private void MakeController(string status)
    {
        Directory.CreateDirectory(Controller);
        File.WriteAllText(Attach, "");
        File.WriteAllText(Path.Combine(Controller, "status"), status);
    }
}
