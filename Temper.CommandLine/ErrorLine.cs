namespace Temper.CommandLine;

/// <summary>How both programs report that they cannot do what was asked: one line on standard error.</summary>
internal static class ErrorLine
{
    public static string Of(string program, string message) =>
        $"{program}: {TerminalText.Of(message.ReplaceLineEndings(" "))}";
}
