using System.CommandLine;
using System.Globalization;
using Temper.CommandLine;
using Temper.Devices;

namespace Temper.Read;

/// <summary>What the program does without a subcommand: read or list the devices, once or again and again.</summary>
internal sealed class ReadCommand(DeviceFlags flags, TextWriter output, TextWriter error, bool isTerminal)
{
    private const double MinWatchSeconds = 0.1;
    private const double MaxWatchSeconds = 86400;

    private readonly Option<bool> _list = new("--list")
    {
        Description = "List every stick, and why one cannot be read, instead of readings",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document" };

    private readonly Option<bool> _csv = new("--csv") { Description = "Print comma-separated values" };

    private readonly Option<bool> _fahrenheit = new("--fahrenheit")
    {
        Description = "Print temperatures in degrees Fahrenheit",
    };

    private readonly Option<double> _watch = new("--watch")
    {
        Description = "Read again every so many seconds, until Ctrl-C; a stick that takes longer is reported as late",
        HelpName = "SECONDS",
        CustomParser = result =>
            OptionParsing.Parse<double>(result, TryParseWatch, "a number of seconds, 0.1 to 86400"),
    };

    private readonly Option<int?> _count = new("--count")
    {
        Description = "With --watch: end after so many rounds",
        HelpName = "N",
        CustomParser = result => OptionParsing.Parse<int>(result, TryParseCount, "a number, 1 or more"),
    };

    public RootCommand Create()
    {
        var root = new RootCommand("Prints the readings of PCsensor TEMPer USB thermometers.");
        foreach (var option in new Option[] { _list, _json, _csv, _fahrenheit, _watch, _count })
        {
            root.Options.Add(option);
        }

        flags.AddTo(root);
        DeviceOption.AddTo(root);
        root.SetAction(RunAsync);
        return root;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken stop)
    {
        Refuse(result, _json, _csv);
        Refuse(result, _json, _watch);
        Refuse(result, _list, _watch);
        Refuse(result, _list, _csv);
        if (result.GetResult(_count) is not null && result.GetResult(_watch) is null)
        {
            throw new FormatException("--count goes with --watch only");
        }

        var all = await flags.OptionsOf(result).ToTemperOptionsAsync(stop);
        var options = DeviceOption.Filter(result, all);
        var missing = DeviceOption.ReportOfMissing(result, all);
        if (result.GetValue(_list))
        {
            await error.WriteAsync(missing);
            return await ListAsync(options, result.GetValue(_json), output);
        }

        var units = result.GetValue(_fahrenheit) ? Units.Fahrenheit : Units.Celsius;
        await using var devices = new TemperDeviceSet(options);
        if (result.GetResult(_watch) is not null)
        {
            IWatchReport report =
                result.GetValue(_csv) ? new CsvReport(units)
                : isTerminal ? new LiveReport(units)
                : new TimedReport(units);
            var interval = TimeSpan.FromSeconds(result.GetValue(_watch));
            await error.WriteAsync(missing);
            var last = await new Watch(devices, report, output, error).RunAsync(
                interval,
                result.GetValue(_count),
                options.TimeProvider,
                stop
            );
            return stop.IsCancellationRequested ? DeviceExitCode.Interrupted
                : last is null ? ExitCode.Failure
                : DeviceExitCode.Of(last);
        }

        var form =
            result.GetValue(_json) ? OutputForm.Json
            : result.GetValue(_csv) ? OutputForm.Csv
            : OutputForm.Text;
        return await ReadAsync(devices, form, units, output, error, stop, missing, options.Corrections);
    }

    /// <summary>Prints one reading of every device.</summary>
    internal static async Task<int> ReadAsync(
        TemperDeviceSet devices,
        OutputForm form,
        Units units,
        TextWriter output,
        TextWriter error,
        CancellationToken stop,
        string missing = "",
        IReadOnlyList<Correction>? corrections = null
    )
    {
        var snapshot = await devices.ReadAsync(stop);
        return Print(snapshot, form, units, output, error, missing, corrections);
    }

    /// <summary>Prints a snapshot, and its failures to standard error.</summary>
    internal static int Print(
        TemperSnapshot snapshot,
        OutputForm form,
        Units units,
        TextWriter output,
        TextWriter error,
        string missing = "",
        IReadOnlyList<Correction>? corrections = null
    )
    {
        output.Write(
            form switch
            {
                OutputForm.Json => JsonReport.Of(snapshot, units),
                OutputForm.Csv => CsvReport.Header + new CsvReport(units).Round(snapshot),
                _ => ReadingReport.Of(snapshot, units),
            }
        );
        // JSON holds them too, but its reader need not look at them.
        error.Write(ReadingReport.FailuresOf(snapshot, missing));
        foreach (var (_, problem) in UnmatchedCorrections.Of(corrections ?? [], snapshot))
        {
            error.WriteLine($"temper-read: --calibration: {TerminalText.Of(problem)}");
        }

        return DeviceExitCode.Of(snapshot);
    }

    /// <summary>Prints what is plugged in.</summary>
    internal static async Task<int> ListAsync(TemperOptions options, bool asJson, TextWriter output)
    {
        var devices = await ListedDevice.AllAsync(options);
        output.Write(asJson ? JsonReport.Of(devices) : ListReport.Of(devices));
        return DeviceExitCode.Of([.. devices.Select(device => device.Reason)]);
    }

    private static void Refuse(ParseResult result, Option first, Option second)
    {
        if (result.GetResult(first) is { Implicit: false } && result.GetResult(second) is { Implicit: false })
        {
            throw new FormatException($"{first.Name} and {second.Name} do not go together: give one of them");
        }
    }

    private static bool TryParseCount(string text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count >= 1;

    private static bool TryParseWatch(string text, out double seconds) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds)
        && seconds is >= MinWatchSeconds and <= MaxWatchSeconds;
}
