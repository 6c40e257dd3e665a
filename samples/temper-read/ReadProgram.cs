using Temper.Devices;
using Temper.Devices.Errors;

namespace Temper.Read;

/// <summary>The program from arguments to exit status.</summary>
internal static class ReadProgram
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        var commandLine = new ReadCommandLine();
        var parsed = commandLine.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            return Fail(error, $"{parsed.Errors[0].Message} (--help lists the flags)", ExitCode.Usage);
        }

        if (commandLine.AsksForInformation(parsed))
        {
            return await parsed.InvokeAsync(new() { Output = output, Error = error });
        }

        var options = commandLine.OptionsOf(parsed);
        try
        {
            return await RunAsync(options.Sticks.ToTemperOptions(), options.AsList, options.AsJson, output, error);
        }
        catch (FormatException e)
        {
            return Fail(error, e.Message, ExitCode.Usage);
        }
        catch (Exception e) when (e is TemperException or PlatformNotSupportedException or IOException) // IOException: a closed pipe
        {
            return Fail(error, e.Message, ExitCode.StickFailed);
        }
    }

    internal static async Task<int> RunAsync(TemperOptions options, bool asList, bool asJson, TextWriter output, TextWriter error)
    {
        if (asList)
        {
            var sticks = await ListedStick.AllAsync(options);
            output.Write(asJson ? JsonReport.Of(sticks) : ListReport.Of(sticks));
            return ExitCode.Of([.. sticks.Select(stick => stick.Reason)]);
        }

        await using var devices = new TemperDeviceSet(options);
        var snapshot = await devices.ReadAsync();
        if (asJson)
        {
            output.Write(JsonReport.Of(snapshot));
        }
        else
        {
            output.Write(ReadingReport.Of(snapshot));
            error.Write(ReadingReport.FailuresOf(snapshot));
        }

        return ExitCode.Of([.. snapshot.Sticks.Select(Reason)]);
    }

    /// <summary>Why a stick's reading cannot be relied on; a value that the chip cannot have measured is such a reason too.</summary>
    private static TemperErrorReason? Reason(StickSnapshot stick)
        => stick.Error?.Reason ?? (stick.Reading!.Refused.IsEmpty ? null : TemperErrorReason.Malformed);

    private static int Fail(TextWriter error, string message, int exitCode)
    {
        error.WriteLine($"temper-read: {InertText.Of(message)}");
        return exitCode;
    }
}
