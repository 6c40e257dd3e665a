using Temper.Devices.Tests.Fakes;
using Temper.Devices.Transport.Linux;

namespace Temper.Devices.Tests.Serial;

[Platform("Linux", Reason = "calls its C library")]
public sealed class SysfsTtyTests
{
    private readonly FakeTtySysfs _sysfs = new();
    private TtyTransport _transport = null!;

    [SetUp]
    public void CreateTransport() => _transport = new TtyTransport(_sysfs.Root, _sysfs.DeviceRoot);

    [TearDown]
    public void DeleteFolder() => _sysfs.Dispose();

    [TestCase(true)]
    [TestCase(false)]
    public void A_port_is_described_from_sysfs_with_and_without_a_port_folder(bool hasPort)
    {
        _sysfs.Plug(hasPort: hasPort);

        _transport
            .Enumerate()
            .Should()
            .ContainSingle()
            .Which.Should()
            .BeEquivalentTo(
                new
                {
                    PortPath = "usb-3f980000.usb-1.4/tty",
                    InstanceId = "1-1.4:1.0/ttyUSB0#7",
                    Node = Path.Combine(_sysfs.DeviceRoot, "ttyUSB0"),
                    VendorId = (ushort)0x1a86,
                    ProductId = (ushort)0x5523,
                    BcdDevice = (ushort)0x0304,
                    InterfaceNumber = (byte)0,
                    ProductName = "USB2.0-Serial",
                }
            );
    }

    [Test]
    public void A_PCI_controller_is_named_as_the_kernel_names_it()
    {
        _sysfs.Plug(controller: "0000:00:14.0", usbDevice: "1-2");

        _transport.Enumerate().Single().PortPath.Should().Be("usb-0000:00:14.0-2/tty");
    }

    [Test]
    public void A_replug_keeps_the_port_path_and_changes_the_instance()
    {
        _sysfs.Plug(devnum: 7);
        var before = _transport.Enumerate().Single();
        _sysfs.Plug(devnum: 8);
        var after = _transport.Enumerate().Single();

        after.PortPath.Should().Be(before.PortPath);
        after.InstanceId.Should().NotBe(before.InstanceId);
    }

    [Test]
    public void Ports_come_in_the_order_of_plugging_in()
    {
        _sysfs.Plug("ttyUSB0", "1-1.2", devnum: 12);
        _sysfs.Plug("ttyUSB1", "1-1.3", devnum: 9);

        _transport.Enumerate().Select(port => Path.GetFileName(port.Node)).Should().Equal("ttyUSB1", "ttyUSB0");
    }

    [Test]
    public void Only_the_device_is_asked_for_its_names_which_another_one_that_hangs_may_keep_locked()
    {
        _sysfs.Plug("ttyUSB0", "1-1.2", devnum: 7, product: "7523");
        _sysfs.Plug("ttyUSB1", "1-1.3", devnum: 8, product: "5523");

        _transport.Enumerate().Select(port => port.ProductName).Should().Equal("", "USB2.0-Serial");
    }

    [Test]
    public void Consoles_and_half_removed_devices_are_passed_over()
    {
        _sysfs.AddConsole();
        File.Delete(Path.Combine(_sysfs.Plug(), "idVendor"));

        _transport.Enumerate().Should().BeEmpty();
    }

    [Test]
    public void A_machine_without_ttys_has_no_ports()
    {
        Directory.CreateDirectory(Path.Combine(_sysfs.Root, "class"));

        _transport.Enumerate().Should().BeEmpty();
    }

    [Test]
    public void Only_the_id_of_the_device_is_a_candidate()
    {
        _sysfs.Plug("ttyUSB0", "1-1.2", product: "7523");
        _sysfs.Plug("ttyUSB1", "1-1.3", product: "5523");

        TemperDevices
            .Find(new TemperOptions { Transports = [_transport] })
            .Should()
            .ContainSingle()
            .Which.PortPath.Should()
            .Be("usb-3f980000.usb-1.3/tty");
    }
}
