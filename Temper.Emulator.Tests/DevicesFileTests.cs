using Temper.Testing;

namespace Temper.Emulator.Tests;

public sealed class DevicesFileTests
{
    [Test]
    public void A_device_has_what_its_entry_says()
    {
        using var file = new TemporaryFile(
            """
            { "sticks": [{
                "phy": "usb-1.4/input1", "firmware": "TEMPer2_M12_V1.3", "data": "0100ff00", // comments are allowed
                "fault": "half-version", "answerDelayMs": 50.5,
            }] }
            """
        );

        var device = DevicesFile.Read(file.Path).Should().ContainSingle().Which;

        device.PortPath.Should().Be("usb-1.4");
        device.Model.Firmware.Should().Be("TEMPer2_M12_V1.3");
        device.Fault.Should().Be(DeviceFault.HalfVersion);
        device.AnswerDelay.Should().Be(TimeSpan.FromMilliseconds(50.5));
        device.Reading().Single().Should().Equal(0x80, 4, 0x01, 0x00, 0xff, 0x00, 0, 0);
    }

    [TestCase("""{ "sticks": [null] }""", "null is not a device; give an object with firmware and phy")]
    [TestCase(
        """{ "sticks": [{ "firmware": "TEMPerF1.4" }] }""",
        "missing property 'phy'; give the port path, such as usb-1.4"
    )]
    [TestCase(
        """{ "sticks": [{ "phy": "usb-1", "firmware": "TEMPerF1.4", "fault": "tired" }] }""",
        "unknown fault 'tired'; faults: None, Silent, *"
    )]
    [TestCase(
        """{ "sticks": [{ "phy": "usb-1", "firmware": "TEMPerF1.4", "answerDelayMs": -1 }] }""",
        "answerDelayMs -1 is not from 0 to 60000"
    )]
    [TestCase(
        """{ "sticks": [{ "phy": "usb-1", "firmware": "TEMPerF1.4", "answerDelayMs": 1e300 }] }""",
        "answerDelayMs 1E+300 is not from 0 to 60000"
    )]
    public void A_mistake_is_reported_with_the_file_and_the_device(string json, string message)
    {
        using var file = new TemporaryFile(json);

        FluentActions
            .Invoking(() => DevicesFile.Read(file.Path))
            .Should()
            .Throw<FormatException>()
            .WithMessage($"{file.Path}, device 1: {message}");
    }
}
