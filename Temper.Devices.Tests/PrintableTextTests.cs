using Temper.Devices.Sets;
using Temper.Devices.Transport;
using Temper.Emulator;

namespace Temper.Devices.Tests;

public sealed class PrintableTextTests
{
    [TestCase("usb-café/日本 \"<&\\", "usb-café/日本 \"<&\\")]
    [TestCase("a\r\n\0\x1b[31m\x7f\u0085b", "a\ufffd\ufffd\ufffd\ufffd[31m\ufffd\ufffdb")]
    [TestCase("\u202eright to left\u200b\u2028", "\ufffdright to left\ufffd\ufffd")]
    public void What_could_be_a_command_is_replaced(string text, string expected) =>
        PrintableText.Of(text).Should().Be(expected);

    [Test]
    public void Lone_surrogates_are_replaced() =>
        PrintableText.Of("lone \ud800 surrogates \udc00").Should().Be("lone \ufffd surrogates \ufffd");

    [TestCase("abcdef", 3, "abc")]
    [TestCase("ab\U0001f321", 3, "ab")]
    [TestCase("ab\U0001f321", 4, "ab\U0001f321")]
    public void A_long_text_is_cut_between_characters(string text, int maxLength, string expected) =>
        PrintableText.Of(text, maxLength).Should().Be(expected);

    [Test]
    public void Devices_whose_port_paths_look_alike_once_inert_still_differ()
    {
        var transport = new EmulatedTransport(TimeProvider.System);
        foreach (var port in new[] { "usb\u0001", "usb\u0002", "usb\ufffd" })
        {
            transport.Plug(new EmulatedDevice(DeviceModels.Find("TEMPer2_M12_V1.3")!, port));
        }

        var found = TemperDevices.Find(new TemperOptions { Transports = [transport] });

        found.Select(candidate => candidate.PortPath).Should().OnlyHaveUniqueItems().And.HaveCount(3);
    }

    [Test]
    public void A_product_name_of_ten_kilobytes_is_cut()
    {
        var transport = new OneInterface(
            new UsbInterfaceInfo
            {
                PortPath = "usb-1/input1",
                InstanceId = "1",
                Node = "/dev/hidraw0",
                VendorId = 0x0c45,
                ProductId = 0x7401,
                InterfaceNumber = 1,
                ProductName = "\x1b" + new string('x', 10_000),
            }
        );

        TemperDevices
            .Find(new TemperOptions { Transports = [transport] })
            .Single()
            .Interface.ProductName.Should()
            .Be("\ufffd" + new string('x', 63));
    }

    private sealed class OneInterface(UsbInterfaceInfo only) : ITransport
    {
        public IReadOnlyList<UsbInterfaceInfo> Enumerate() => [only];

        public ITransportConnection Open(UsbInterfaceInfo target) => throw new NotSupportedException();
    }
}
