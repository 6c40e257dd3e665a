namespace Temper.Testing;

/// <summary>What a program prints. Its lines end in the same way on every system, for tests to compare.</summary>
public sealed class PrintedText : StringWriter
{
    public PrintedText() => NewLine = "\n";
}
