namespace Temper.CommandLine;

/// <summary>Formats an error of a program as one line, which is safe to print on a terminal.</summary>
internal static class ErrorLine
{
    public static string Of(string program, string message) =>
        $"{program}: {TerminalText.Of(message.ReplaceLineEndings(" "))}";
}
