using Temper.Devices.Tests.Fakes;
using Temper.Devices.Transport.Linux;

namespace Temper.Devices.Tests.Hidraw;

/// <summary>Whether a listing of hidraw nodes still holds. No attribute of a device is read for this.</summary>
[Platform("Linux", Reason = "calls its C library")]
public sealed class CurrentListingTests
{
    private readonly FakeSysfs _sysfs = new();
    private HidrawTransport _transport = null!;

    [SetUp]
    public void CreateTransport() => _transport = new HidrawTransport(_sysfs.Root, _sysfs.DeviceRoot);

    [TearDown]
    public void DeleteFolder() => _sysfs.Dispose();

    [Test]
    public void It_is_current_until_something_is_plugged_in()
    {
        _sysfs.Plug(0, usbDevice: "1-1");
        _sysfs.PlugWithoutNode("1-2", "046d:c31c", driver: null, 0);
        var listed = _transport.Enumerate();

        _transport.IsCurrent(listed).Should().BeTrue();
        _sysfs.Plug(1, instance: "0003:0C45:7401.0002", usbDevice: "1-3");
        _transport.IsCurrent(listed).Should().BeFalse();
    }

    [Test]
    public void It_is_not_current_when_a_device_was_unplugged()
    {
        _sysfs.Plug(0);
        var listed = _transport.Enumerate();

        _sysfs.ForgetAll();

        _transport.IsCurrent(listed).Should().BeFalse();
    }

    [Test]
    public void It_is_not_current_when_another_device_has_the_node()
    {
        _sysfs.Plug(0, instance: "0003:0C45:7401.0001");
        var listed = _transport.Enumerate();

        _sysfs.Plug(0, instance: "0003:0C45:7401.0002");

        _transport.IsCurrent(listed).Should().BeFalse();
    }

    [Test]
    public void It_is_not_current_when_another_device_without_a_node_took_a_foreign_ones_place()
    {
        _sysfs.Plug(0);
        _sysfs.PlugWithoutNode("1-2", "046d:c31c", devnum: 5, driver: null, 0);
        var listed = _transport.Enumerate();

        _sysfs.PlugWithoutNode("1-2", "413d:2107", devnum: 6, driver: "usbfs", 0, 1);

        _transport.IsCurrent(listed).Should().BeFalse();
        _transport.Enumerate().Should().HaveCount(2);
    }

    [Test]
    public void A_node_that_the_kernel_has_not_described_yet_is_looked_at_again()
    {
        var uevent = Path.Combine(_sysfs.Plug(0), "uevent");
        var text = File.ReadAllText(uevent);
        File.Delete(uevent);
        var listed = _transport.Enumerate();
        listed.Should().BeEmpty();

        _transport.IsCurrent(listed).Should().BeFalse();
        File.WriteAllText(uevent, text);
        _transport.Enumerate().Should().HaveCount(1);
    }

    [Test]
    public void Without_any_device_there_is_nothing_to_look_at_until_one_is_plugged_in()
    {
        Directory.CreateDirectory(Path.Combine(_sysfs.Root, "class"));
        Directory.CreateDirectory(Path.Combine(_sysfs.Root, "bus", "usb", "devices"));
        var listed = _transport.Enumerate();

        _transport.IsCurrent(listed).Should().BeTrue();
        _sysfs.Plug(0);
        _transport.IsCurrent(listed).Should().BeFalse();
    }

    [Test]
    public void Devices_without_a_node_are_looked_at_each_time()
    {
        _sysfs.Plug(0, usbDevice: "1-1");
        _sysfs.PlugWithoutNode("1-2", "413d:2107", "usbfs", 0, 1);

        _transport.IsCurrent(_transport.Enumerate()).Should().BeFalse();
    }

    [Test]
    public void Only_the_last_listing_can_be_current()
    {
        _sysfs.Plug(0);
        var earlier = _transport.Enumerate();
        var last = _transport.Enumerate();

        _transport.IsCurrent(earlier).Should().BeFalse();
        _transport.IsCurrent(last).Should().BeTrue();
    }

    [Test]
    public void Without_sysfs_no_listing_is_current()
    {
        _sysfs.Plug(0);
        var listed = _transport.Enumerate();

        Directory.Delete(_sysfs.Root, recursive: true);

        _transport.IsCurrent(listed).Should().BeFalse();
    }
}
