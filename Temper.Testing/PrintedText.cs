namespace Temper.Testing;

/// <summary>What a program prints. Its lines end in the same way on every system, so that tests can compare it.</summary>
public sealed class PrintedText : StringWriter
{
    public PrintedText() => NewLine = "\n";
}
