using System.CommandLine;
using Temper.CommandLine;
using Temper.Devices.Captures;
using Temper.Emulator;

namespace Temper.Read;

/// <summary><c>temper-read replay FILE</c>: prints the reading of a recorded device.</summary>
internal static class ReplayCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var file = new Argument<string>("FILE") { Description = "A report of temper-read capture" };
        var json = new Option<bool>("--json") { Description = "Print one JSON document" };
        file.Validators.Add(OptionParsing.RejectFlags);
        var command = new Command("replay", "Print the reading in a report of temper-read capture") { file, json };
        command.SetAction(
            async (result, stop) =>
            {
                var path = result.GetValue(file)!;
                // Opening a FIFO blocks until it has a writer, which must not keep Ctrl-C from ending the program.
                var capture = await Task.Run(() => Read(path), CancellationToken.None).WaitAsync(stop);
                return RecordedDevice.Print(capture, result.GetValue(json), output, error);
            }
        );
        return command;
    }

    private static Capture Read(string path)
    {
        try
        {
            var capture = CaptureFile.Parse(TextFile.Read(path, CaptureFile.MaxLength));
            return capture.HasReading
                ? capture
                : throw new FormatException(
                    "no reading to replay; add the query '> 0180330100000000' "
                        + "and each report of the reply after '< '"
                );
        }
        catch (FormatException e)
        {
            throw new FormatException(TextFile.Locate(path, e.Message), e);
        }
        catch (Exception e) when (TextFile.IsUnreadable(e))
        {
            throw new FormatException($"cannot read '{path}': {FileProblem.Of(path, e)}", e);
        }
    }
}
