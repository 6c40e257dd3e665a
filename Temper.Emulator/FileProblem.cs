using System.Text.Json;

namespace Temper.Emulator;

/// <summary>
/// Describes what is wrong with a file that a user named. The messages of the runtime contain .NET types and
/// parameters.
/// </summary>
public static class FileProblem
{
    /// <summary>Describes why a file cannot be opened, read or written.</summary>
    public static string Of(string path, Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception switch
        {
            _ when string.IsNullOrEmpty(path) => "the file name is empty",
            FileNotFoundException or DirectoryNotFoundException => "no such file",
            _ when Directory.Exists(path) => "is a directory",
            UnauthorizedAccessException => "permission denied",
            ArgumentException or NotSupportedException => "not a valid file name",
            _ => exception.Message.ReplaceLineEndings(" ").Split(" : '", 2)[0],
        };
    }

    /// <summary>Describes what is wrong with a JSON file, without the line.</summary>
    public static string Of(JsonException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var message = exception.Message.ReplaceLineEndings(" ").Split(" Path:", 2)[0].Split(" LineNumber:", 2)[0];
        var name = message.Split('\'') is [_, var quoted, ..] ? quoted : "";
        return message switch
        {
            _ when Has("does not contain any JSON") => "the file is empty",
            _ when Has("could not be mapped") => $"unknown property '{name}'",
            _ when Has("Duplicate property") => $"property '{name}' is given twice",
            _ when Has("could not be converted") => $"'{PathOf(exception)}' has the wrong type",
            _ when Has("Expected depth") => "unexpected end of file; close all brackets and braces",
            _ when Has("System.") || Has("Temper.") || Has("isFinalBlock") =>
                $"not valid JSON at '{PathOf(exception)}'",
            _ => message,
        };

        bool Has(string text) => message.Contains(text, StringComparison.Ordinal);
    }

    private static string PathOf(JsonException exception) =>
        exception.Path?.TrimStart('$').TrimStart('.') is { Length: > 0 } path ? path : "the beginning";
}
