using Temper.Emulator.Usb.Commands;
using Temper.Testing;

namespace Temper.Emulator.Tests.UsbIp;

/// <summary>The command line of temper-emulator.</summary>
public sealed class EmulatorCommandTests
{
    private readonly PrintedText _output = new();

    [Test]
    public async Task The_help_has_defaults_examples_and_exit_statuses()
    {
        (await EmulatorCommand.RunAsync(["--help"], _output)).Should().Be(0);

        _output
            .ToString()
            .Should()
            .ContainAll("[default: 0]", "127.0.0.1:3240]", "Examples:", "temper-emulator --attach ", "Exit status:");
    }

    [TestCase("--stik TEMPer2_V4.1")]
    [TestCase("--sticks")]
    [TestCase("--sticks --attach")]
    [TestCase("TEMPer2_V4.1")]
    public async Task An_invalid_command_line_is_exit_status_2(string line)
    {
        (await EmulatorCommand.RunAsync(line.Split(' '), _output)).Should().Be(2);

        _output.ToString().Should().BeEmpty();
    }

    [Test]
    [Platform("Linux", Reason = "runs bash")]
    public async Task Bash_completes_with_the_script_that_the_program_prints()
    {
        (await EmulatorCommand.RunAsync(["completion", "bash"], _output)).Should().Be(0);
        using var file = new TemporaryFile(_output.ToString());
        var completion = new ShellCompletion("temper-emulator");

        (await completion.CompleteInBashAsync(file.Path, "temper-emulator --at")).Should().Equal("--attach");
        (await completion.CompleteInBashAsync(file.Path, "temper-emulator --sticks /etc/hostn"))
            .Should()
            .Equal("/etc/hostname");
    }
}
