using Temper.Devices.HidSharp.Adapter;

namespace Temper.Integrations.Tests.HidSharp;

public sealed class DevicePathTests
{
    [TestCase(
        "/sys/devices/platform/soc/3f980000.usb/usb1/1-1/1-1.4/1-1.4:1.1/0003:0C45:7401.0002/hidraw/hidraw1",
        "usb-3f980000.usb-1.4/input1",
        1
    )]
    [TestCase(
        "/sys/devices/pci0000:00/0000:00:14.0/usb3/3-2/3-2:1.0/0003:0C45:7402.000A/hidraw/hidraw0",
        "usb-0000:00:14.0-2/input0",
        0
    )]
    [TestCase(
        "/sys/devices/platform/vhci_hcd.0/usb1/1-10/1-10:1.10/0003:413D:2107.0002/hidraw/hidraw7",
        "usb-vhci_hcd.0-10/input10",
        10
    )]
    public void On_Linux_the_port_path_is_the_kernels_own(string path, string portPath, int number)
    {
        var parsed = DevicePath.Parse(path);

        parsed.PortPath.Should().Be(portPath);
        parsed.InterfaceNumber.Should().Be((byte)number);
    }

    [Test]
    public void On_Linux_the_kernel_distinguishes_one_plug_from_the_next() =>
        DevicePath
            .Parse("/sys/devices/platform/vhci_hcd.0/usb1/1-1/1-1:1.1/0003:0C45:7401.0002/hidraw/hidraw1")
            .Instance.Should()
            .Be("0003:0C45:7401.0002");

    [TestCase(@"\\?\hid#vid_0c45&pid_7401&mi_01#7&2f3a1b2c&0&0000#{4d1e55b2-f16f-11cf-88cb-001111000030}", 1)]
    [TestCase(@"\\?\HID#VID_413D&PID_2107&MI_00#8&1&0&0000#{4d1e55b2-f16f-11cf-88cb-001111000030}", 0)]
    [TestCase(@"\\?\hid#vid_046d&pid_c52b&mi_0a&col02#7&1&0&0001#{4d1e55b2-f16f-11cf-88cb-001111000030}", 10)]
    [TestCase(
        "IOService:/AppleT8103/usb-drd0/USB2.0 Hub@01100000/TEMPer2@01110000/"
            + "IOUSBHostInterface@1/AppleUserUSBHostHIDDevice",
        1
    )]
    [TestCase("IOService:/AppleACPIPlatformExpert/PCI0@0/XHC1@14/TEMPer@14200000/IOUSBInterface@0/IOUSBHIDDriver", 0)]
    public void Windows_and_macOS_write_the_interface_number_into_the_path(string path, int number) =>
        DevicePath.Parse(path).Should().Be(new DevicePath((byte)number, path, Instance: null));

    [TestCase(@"\\?\hid#vid_0c45&pid_7401#7&2f3a1b2c&0&0000#{4d1e55b2-f16f-11cf-88cb-001111000030}")]
    [TestCase("IOService:/AppleT8103/usb-drd0/TEMPer2@01110000/AppleUserUSBHostHIDDevice")]
    [TestCase("/sys/devices/virtual/misc/uhid/0005:046D:B342.0003/hidraw/hidraw2")]
    [TestCase("")]
    public void A_path_that_hides_the_interface_number_has_no_number(string path) =>
        DevicePath.Parse(path).Should().Be(new DevicePath(InterfaceNumber: null, path, Instance: null));
}
