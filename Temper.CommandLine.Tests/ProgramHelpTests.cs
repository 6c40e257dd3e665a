namespace Temper.CommandLine.Tests;

public sealed class ProgramHelpTests
{
    [TestCase(80, 80)]
    [TestCase(100, 100)]
    [TestCase(int.MaxValue, 100)]
    [TestCase(0, 100, Description = "a serial console")]
    public void The_help_is_as_wide_as_the_terminal_or_less(int columns, int width) =>
        ProgramHelp.WidthFor(columns).Should().Be(width);
}
