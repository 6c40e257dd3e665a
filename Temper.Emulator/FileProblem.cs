using System.Text.Json;

namespace Temper.Emulator;

/// <summary>Says in plain words what is wrong with a file that a user named: the runtime's messages name .NET types and parameters.</summary>
public static class FileProblem
{
    /// <summary>Why a file cannot be opened, read or written.</summary>
    public static string Of(string path, Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception switch
        {
            _ when string.IsNullOrEmpty(path) => "the file name is empty",
            FileNotFoundException or DirectoryNotFoundException => "no such file",
            _ when Directory.Exists(path) => "it is a directory",
            UnauthorizedAccessException => "permission denied",
            ArgumentException or NotSupportedException => "not a file name",
            _ => exception.Message.ReplaceLineEndings(" ").Split(" : '", 2)[0],
        };
    }

    /// <summary>What is wrong with a JSON file, without its line.</summary>
    public static string Of(JsonException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var message = exception.Message.ReplaceLineEndings(" ").Split(" Path:", 2)[0].Split(" LineNumber:", 2)[0];
        var name = message.Split('\'') is [_, var quoted, ..] ? quoted : "";
        return message switch
        {
            _ when message.Contains("does not contain any JSON", StringComparison.Ordinal) => "the file is empty",
            _ when message.Contains("could not be mapped", StringComparison.Ordinal) => $"unknown property '{name}'",
            _ when message.StartsWith("Duplicate property", StringComparison.Ordinal) => $"property '{name}' is given twice",
            _ when message.Contains("could not be converted", StringComparison.Ordinal) => $"the value of '{PathOf(exception)}' has the wrong type",
            _ when message.Contains("Expected depth", StringComparison.Ordinal) => "the file ends too early: a bracket or brace is not closed",
            _ when message.Contains("System.", StringComparison.Ordinal) || message.Contains("Temper.", StringComparison.Ordinal)
                || message.Contains("isFinalBlock", StringComparison.Ordinal) => $"not valid JSON at '{PathOf(exception)}'",
            _ => message,
        };
    }

    private static string PathOf(JsonException exception)
        => exception.Path?.TrimStart('$').TrimStart('.') is { Length: > 0 } path ? path : "the beginning";
}
