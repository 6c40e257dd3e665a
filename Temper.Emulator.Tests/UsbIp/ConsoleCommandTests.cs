using Temper.Emulator.Usb.Commands;

namespace Temper.Emulator.Tests.UsbIp;

public sealed class ConsoleCommandTests
{
    [TestCase("set 1 internal=21.5 external=none", "set", 1, "internal=21.5 external=none")]
    [TestCase("  data   12\t15a014a0  ", "data", 12, "15a014a0")]
    [TestCase("version 2 TEMPer V1 2", "version", 2, "TEMPer V1 2")]
    [TestCase("fault 1 half-version", "fault", 1, "half-version")]
    [TestCase("unplug 3", "unplug", 3, "")]
    [TestCase("list", "list", 0, "")]
    public void A_line_has_a_name_a_number_and_a_text(string line, string name, int device, string text) =>
        ConsoleCommand.Parse(line).Should().Be(new ConsoleCommand(name, device, text));

    [TestCase("jump 1", "unknown command 'jump'; commands: set, data, *")]
    [TestCase("set x a=1", "'x' is not the number of a device; usage: set N SENSOR=VALUE...")]
    [TestCase("plug 0", "'0' is not the number of a device; usage: plug N")]
    [TestCase("plug", "missing N; usage: plug N")]
    [TestCase("plug 99999999999", "*is not the number of a device*")]
    [TestCase("data 1", "missing HEX; usage: data N HEX")]
    [TestCase("quit now", "unexpected 'now'; usage: quit")]
    public void An_invalid_line_names_the_usage(string line, string message) =>
        FluentActions.Invoking(() => ConsoleCommand.Parse(line)).Should().Throw<FormatException>().WithMessage(message);
}
