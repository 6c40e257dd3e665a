using System.Threading.Channels;

namespace Temper.Emulator.Usb.Commands;

/// <summary>
/// Reads standard input on a thread of its own. The thread is abandoned when the program ends, because a blocked read
/// cannot be cancelled.
/// </summary>
internal static class StandardInput
{
    /// <summary>Returns the lines, without empty ones.</summary>
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
