using System.Threading.Channels;

namespace Temper.Emulator.Usb.Commands;

/// <summary>
/// Standard input, on a thread of its own that is left behind at the end: a read of it cannot be called off.
/// </summary>
internal static class StandardInput
{
    /// <summary>Its lines, without empty ones.</summary>
    public static ChannelReader<string> Lines()
    {
        var lines = Channel.CreateBounded<string>(1);
        var reader = new Thread(() =>
        {
            using var input = new StreamReader(Console.OpenStandardInput());
            while (input.ReadLine() is { } line && lines.Writer.WaitToWriteAsync().AsTask().GetAwaiter().GetResult())
            {
                if (!string.IsNullOrWhiteSpace(line))
                {
                    lines.Writer.TryWrite(line);
                }
            }

            lines.Writer.TryComplete();
        })
        {
            IsBackground = true,
            Name = "standard input",
        };
        reader.Start();
        return lines.Reader;
    }
}
