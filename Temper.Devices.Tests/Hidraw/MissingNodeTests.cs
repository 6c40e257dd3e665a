using Temper.Devices.Tests.Fakes;
using Temper.Devices.Transport.Linux;

namespace Temper.Devices.Tests.Hidraw;

/// <summary>Devices that the kernel sees and no program can open: listed with the reason and what to do.</summary>
[Platform("Linux", Reason = "calls its C library")]
public sealed class MissingNodeTests
{
    private readonly FakeSysfs _sysfs = new();
    private HidrawTransport _transport = null!;

    [SetUp]
    public void CreateTransport() => _transport = new HidrawTransport(_sysfs.Root, _sysfs.DeviceRoot);

    [TearDown]
    public void DeleteFolder() => _sysfs.Dispose();

    [TestCase(null, "no driver holds its data interface: a libusb program detached it or usbhid.quirks excludes it; *")]
    [TestCase("usbfs", "a libusb program holds its data interface; stop that program, then replug the device")]
    [TestCase("usbhid", "the driver usbhid holds its data interface without a hidraw node; *")]
    public void A_data_interface_without_a_node_is_listed_with_the_reason(string? driver, string reason)
    {
        _sysfs.PlugWithoutNode("1-1.4", "3553:a001", driver, 0, 1);

        var candidate = Find().Should().ContainSingle().Which;

        candidate.PortPath.Should().Be("usb-3f980000.usb-1.4/input1");
        candidate.Unsupported.Should().Match(reason);
        candidate.Interface.ProductName.Should().Be("TEMPer2");
    }

    [Test]
    public void A_device_with_a_keyboard_only_is_listed_with_the_reason()
    {
        _sysfs.PlugWithoutNode("1-1.2", "413d:2107", "usbhid", 0);

        Find().Should().ContainSingle().Which.Unsupported.Should().StartWith("has only a keyboard interface; ");
    }

    [Test]
    public void Other_devices_and_those_with_a_node_are_not_listed_twice()
    {
        _sysfs.PlugWithoutNode("1-1.1", "046d:c31c", driver: null, 0, 1);
        _sysfs.PlugWithoutNode("usb1", "0c45:7401", driver: null, 0, 1);
        _sysfs.PlugWithoutNode("1-1.3", "0c45:7401", driver: null);
        var device = _sysfs.PlugWithoutNode("1-1.4", "0c45:7401", "usbhid", 0, 1);
        Directory.CreateDirectory(Path.Combine(device, "1-1.4:1.1", "0003:0C45:7401.0001", "hidraw", "hidraw0"));

        Find().Should().BeEmpty();
    }

    [Test]
    public async Task They_are_in_a_snapshot_and_are_not_read()
    {
        _sysfs.PlugWithoutNode("1-1.4", "3553:a001", "usbfs", 0, 1);
        await using var set = new TemperDeviceSet(new TemperOptions { Transports = [_transport] });

        var snapshot = await set.ReadAsync();

        snapshot.Devices.Should().BeEmpty();
        snapshot.Unsupported.Should().ContainSingle();
    }

    [Test]
    public void A_node_that_a_container_lacks_is_not_an_unplugged_device()
    {
        _sysfs.Plug(0);

        FluentActions
            .Invoking(() => _transport.Open(_transport.Enumerate().Single()))
            .Should()
            .Throw<TemperConnectionException>()
            .WithMessage("*hidraw0 is missing, although the device is plugged in; pass it into the container *")
            .Which.Reason.Should()
            .Be(TemperErrorReason.Io);
    }

    private IReadOnlyList<TemperCandidate> Find() =>
        TemperDevices.Find(new TemperOptions { Transports = [_transport] });
}
