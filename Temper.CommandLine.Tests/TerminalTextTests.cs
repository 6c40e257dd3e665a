namespace Temper.CommandLine.Tests;

public sealed class TerminalTextTests
{
    [TestCase("usb-café/日本 \"<&\\", "usb-café/日本 \"<&\\")]
    [TestCase("a\r\n\0\x1b[31m\x7f\u0085b", "a\ufffd\ufffd\ufffd\ufffd[31m\ufffd\ufffdb")]
    [TestCase("\u202eright to left\u200b\u2028", "\ufffdright to left\ufffd\ufffd")]
    public void What_could_be_a_command_is_replaced(string text, string expected) =>
        TerminalText.Of(text).Should().Be(expected);

    [Test]
    public void Lone_surrogates_are_replaced() =>
        TerminalText.Of("lone \ud800 surrogates \udc00").Should().Be("lone \ufffd surrogates \ufffd");

    [Test]
    public void An_error_is_one_line_whatever_its_message_holds() =>
        ErrorLine
            .Of("temper-read", "first\r\nsecond\u2028\u001b[31m")
            .Should()
            .Be("temper-read: first second \ufffd[31m");
}
