using Temper.Devices.Tests.Fakes;
using Temper.Devices.Transport.Linux;
using Temper.Testing;

namespace Temper.Devices.Tests.Hidraw;

[Platform("Linux", Reason = "calls its C library")]
public sealed class SysfsEnumerationTests
{
    private readonly FakeSysfs _sysfs = new();
    private HidrawTransport _transport = null!;

    [SetUp]
    public void CreateTransport() => _transport = new HidrawTransport(_sysfs.Root, _sysfs.DeviceRoot);

    [TearDown]
    public void DeleteFolder() => _sysfs.Dispose();

    [Test]
    public void Without_the_hidraw_module_there_are_no_devices()
    {
        Directory.CreateDirectory(Path.Combine(_sysfs.Root, "class"));

        _transport.Enumerate().Should().BeEmpty();
    }

    [Test]
    public void Without_sysfs_the_devices_cannot_be_listed()
    {
        Directory.CreateDirectory(_sysfs.Root); // as an empty folder of a container

        FluentActions
            .Invoking(() => _transport.Enumerate())
            .Should()
            .Throw<TemperConnectionException>()
            .WithMessage($"{_sysfs.Root} is not a sysfs; mount it, or pass /sys into the container read-only");
    }

    [Test]
    public void An_interface_is_described_as_sysfs_has_it()
    {
        _sysfs.Plug(3);

        _transport
            .Enumerate()
            .Should()
            .ContainSingle()
            .Which.Should()
            .BeEquivalentTo(
                new
                {
                    PortPath = "usb-3f980000.usb-1.4/input1",
                    InstanceId = "0003:0C45:7401.0001",
                    Node = Path.Combine(_sysfs.DeviceRoot, "hidraw3"),
                    VendorId = (ushort)0x0c45,
                    ProductId = (ushort)0x7401,
                    BcdDevice = (ushort)0x0001,
                    InterfaceNumber = (byte)1,
                    ProductName = "RDing TEMPer2V1.3",
                }
            );
    }

    [Test]
    public void The_order_is_that_of_plugging_in_although_node_numbers_are_used_again()
    {
        _sysfs.Plug(10, instance: "0003:0C45:7401.00FF", usbDevice: "1-1");
        _sysfs.Plug(0, instance: "0003:0C45:7401.0100", usbDevice: "1-2");
        _sysfs.Plug(9, instance: "0003:0C45:7401.000A", usbDevice: "1-3");

        _transport
            .Enumerate()
            .Select(hid => Path.GetFileName(hid.Node))
            .Should()
            .Equal("hidraw9", "hidraw10", "hidraw0");
    }

    [Test]
    public void A_device_without_HID_PHYS_is_named_by_its_place_on_the_bus()
    {
        _sysfs.Plug(0, phys: "");

        _transport.Enumerate().Single().PortPath.Should().Be("usb-1-1.4/input1");
    }

    [TestCase("0005:00000C45:00007401", Description = "Bluetooth")]
    [TestCase("nonsense")]
    [TestCase("")]
    public void Other_devices_than_usb_ones_are_skipped(string hidId)
    {
        _sysfs.Plug(0, hidId: hidId);

        _transport.Enumerate().Should().BeEmpty();
    }

    [Test]
    public void A_device_that_goes_while_it_is_looked_at_costs_the_others_nothing()
    {
        File.Delete(Path.Combine(_sysfs.Plug(0), "uevent"));
        Directory.Delete(_sysfs.Plug(1, instance: "0003:0C45:7401.0002", usbDevice: "1-2"), recursive: true);
        _sysfs.Plug(2, instance: "0003:0C45:7401.0003", usbDevice: "1-3", phys: "usb-3/input1");

        _transport.Enumerate().Should().ContainSingle().Which.PortPath.Should().Be("usb-3/input1");
    }

    [Test, Category(FuzzInputs.Category)]
    public void Whatever_the_kernel_says_of_a_device_the_others_are_found()
    {
        var hid = _sysfs.Plug(0);
        _sysfs.Plug(1, instance: "0003:0C45:7401.0002", usbDevice: "1-2", phys: "usb-2/input1");
        string[] files =
        [
            Path.Combine(hid, "uevent"),
            Path.Combine(hid, "..", "bInterfaceNumber"),
            Path.Combine(hid, "..", "..", "bcdDevice"),
        ];
        var texts = files.Select(File.ReadAllBytes).ToArray();
        var mutator = new Mutator(seed: 1);
        for (var input = 0; input < FuzzInputs.Of(1000); input++)
        {
            var file = input % files.Length;
            File.WriteAllBytes(files[file], [.. mutator.Change([texts[file]], texts).SelectMany(bytes => bytes)]);

            new HidrawTransport(_sysfs.Root, _sysfs.DeviceRoot) // one that has not seen the device before
                .Enumerate()
                .Select(found => found.PortPath)
                .Should()
                .Contain("usb-2/input1");

            File.WriteAllBytes(files[file], texts[file]);
        }
    }

    [Test]
    public void A_listed_device_is_described_anew_only_once_it_was_replugged()
    {
        var hid = _sysfs.Plug(0);
        var before = _transport.Enumerate().Single();
        File.WriteAllText(Path.Combine(hid, "..", "..", "bcdDevice"), "0002\n"); // as no kernel changes it

        _transport.Enumerate().Single().Should().BeSameAs(before);

        _sysfs.Plug(0, instance: "0003:0C45:7401.0002", bcdDevice: "0002");
        _transport.Enumerate().Single().BcdDevice.Should().Be(0x0002);
    }

    [Test]
    public void A_device_with_an_invalid_number_is_skipped()
    {
        _sysfs.Plug(0, bcdDevice: "zz");

        _transport.Enumerate().Should().BeEmpty();
    }

    [Test]
    public void Only_data_interfaces_of_known_ids_are_candidates()
    {
        _sysfs.Plug(0, interfaceNumber: "00", instance: "0003:0C45:7401.0001", phys: "usb-1/input0");
        _sysfs.Plug(1, interfaceNumber: "01", instance: "0003:0C45:7401.0002", phys: "usb-1/input1");
        _sysfs.Plug(
            2,
            hidId: "0003:0000046D:0000C52B",
            usbDevice: "1-2",
            instance: "0003:046D:C52B.0003",
            phys: "usb-2/input1"
        );

        TemperDevices
            .Find(new TemperOptions { Transports = [_transport] })
            .Should()
            .ContainSingle()
            .Which.PortPath.Should()
            .Be("usb-1/input1");
    }

    [Test]
    public void A_first_generation_device_is_listed_with_the_reason_it_cannot_be_read()
    {
        _sysfs.Plug(0, hidId: "0003:00001130:0000660C");

        TemperDevices
            .Find(new TemperOptions { Transports = [_transport] })
            .Should()
            .ContainSingle()
            .Which.Unsupported.Should()
            .Be("first-generation HidTEMPer is not supported");
    }

    [Test]
    public void Two_devices_with_one_port_path_get_distinct_ones()
    {
        _sysfs.Plug(0, usbDevice: "1-1", instance: "0003:0C45:7401.0001", phys: "usb-far/input1");
        _sysfs.Plug(1, usbDevice: "1-2", instance: "0003:0C45:7401.0002", phys: "usb-far/input1");

        TemperDevices
            .Find(new TemperOptions { Transports = [_transport] })
            .Select(candidate => candidate.PortPath)
            .Should()
            .Equal("usb-far/input1", "usb-far/input1#0003:0C45:7401.0002");
    }
}
