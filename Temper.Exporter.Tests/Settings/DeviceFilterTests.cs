using Temper.Devices;
using Temper.Devices.Transport;
using Temper.Exporter.Settings;

namespace Temper.Exporter.Tests.Settings;

/// <summary>Which devices --device-include and --device-exclude select.</summary>
public sealed class DeviceFilterTests
{
    [TestCase("--device-include", "usb-1\\.4", true, false)]
    [TestCase("--device-include", "usb-1.4/input1", true, false)]
    [TestCase("--device-include", "usb-1\\.[34].*", true, true)]
    [TestCase("--device-include", "1.4", false, false)]
    [TestCase("--device-exclude", "usb-1\\.4", false, true)]
    [TestCase("--device-exclude", "usb-2|usb-3", true, true)]
    public void Devices_are_chosen_by_their_whole_port_path(string flag, string pattern, bool isFirst, bool isSecond)
    {
        var filter = Parse(flag, pattern).Filter!;

        filter(At("usb-1.4/input1")).Should().Be(isFirst);
        filter(At("usb-1.40/input1")).Should().Be(isSecond);
    }

    [Test]
    public void Without_a_flag_every_device_is_chosen() => Parse().Filter.Should().BeNull();

    [TestCase("--device-include", true)]
    [TestCase("--device-exclude", false)]
    public void Devices_are_chosen_by_usb_id_too_and_one_match_is_enough(string flag, bool isWanted)
    {
        var filter = Parse(flag, "413D:2107", flag, "usb-2").Filter!;

        filter(At("usb-1/input1", 0x413d, 0x2107)).Should().Be(isWanted);
        filter(At("usb-2/input1", 0x0c45, 0x7401)).Should().Be(isWanted);
        filter(At("usb-3/input1", 0x413d, 0x2106)).Should().Be(!isWanted);
        filter(At("413d:2107", 0x0c45, 0x7401)).Should().Be(!isWanted);
    }

    [TestCase("firmware=TEMPer2_V3.*", "TEMPer2_V3.7", true)]
    [TestCase("firmware=TEMPer2_V3.*", "TEMPer2_V4.1", false)]
    [TestCase("firmware=TEMPer2_V3.?", "TEMPer2_V3.7", true)]
    [TestCase("firmware=TEMPer2_V3.?", "TEMPer2_V3.71", false)]
    [TestCase("firmware=TEMPer2", "TEMPer2_V3.7", false)]
    [TestCase("firmware=temper2_v3.*", "TEMPer2_V3.7", false)]
    [TestCase("firmware=TEMPer2.V3[.]*", "TEMPer2_V3.7", false)]
    [TestCase("firmware=*", "TEMPer2_V3.7\n", true)]
    public void Devices_are_chosen_by_their_whole_firmware_version(string value, string version, bool matches)
    {
        Parse("--device-include", value).FirmwareFilter!(At("usb-1/input1"), version).Should().Be(matches);
        Parse("--device-exclude", value).FirmwareFilter!(At("usb-1/input1"), version).Should().Be(!matches);
        Parse("--device-include", value).Filter.Should().BeNull("the version is unknown until the device is opened");
        Parse("--device-exclude", value).Filter.Should().BeNull();
    }

    [Test]
    public void One_match_includes_a_device_whether_of_its_path_or_of_its_firmware()
    {
        var options = Parse("--device-include", "usb-1", "--device-include", "firmware=TEMPer2*");

        options.Filter.Should().BeNull();
        options.FirmwareFilter!(At("usb-1/input1"), "TEMPer1F_V1.3").Should().BeTrue();
        options.FirmwareFilter!(At("usb-2/input1"), "TEMPer2_V4.1").Should().BeTrue();
        options.FirmwareFilter!(At("usb-2/input1"), "TEMPer1F_V1.3").Should().BeFalse();
    }

    [Test]
    public void A_device_that_its_path_excludes_is_not_asked_for_its_firmware()
    {
        var options = Parse("--device-exclude", "usb-1", "--device-exclude", "firmware=TEMPer2*");

        options.Filter!(At("usb-1/input1")).Should().BeFalse();
        options.Filter!(At("usb-2/input1")).Should().BeTrue();
        options.FirmwareFilter!(At("usb-2/input1"), "TEMPer2_V4.1").Should().BeFalse();
        options.FirmwareFilter!(At("usb-2/input1"), "TEMPer1F_V1.3").Should().BeTrue();
    }

    private static TemperCandidate At(string portPath, ushort vendorId = 0, ushort productId = 0) =>
        new(
            new UsbInterfaceInfo
            {
                PortPath = portPath,
                InstanceId = "",
                Node = "",
                VendorId = vendorId,
                ProductId = productId,
                InterfaceNumber = 1,
            },
            Unsupported: null
        );

    private static ExporterOptions Parse(params string[] args)
    {
        var commandLine = new ExporterCommandLine();
        var result = commandLine.Parse(args, _ => null);
        result.Errors.Should().BeEmpty();
        return commandLine.OptionsOf(result);
    }
}
