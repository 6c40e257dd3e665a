using System.CommandLine;
using System.Globalization;
using Temper.CommandLine;
using Temper.CommandLine.Config;
using Temper.Devices;

namespace Temper.Read;

/// <summary>What the program does without a subcommand: reads or lists the devices, once or at an interval.</summary>
internal sealed class ReadCommand(DeviceFlags flags, TextWriter output, TextWriter error, bool isTerminal)
{
    private const double MinWatchSeconds = 0.1;
    private const double MaxWatchSeconds = 86400;

    private readonly Option<bool> _list = new("--list")
    {
        Description = "List all devices, and why one cannot be read, instead of reading them",
    };

    private readonly FormatFlags _format = new();

    private readonly Option<double> _watch = new("--watch")
    {
        Description = "Read again at this interval until Ctrl-C; a device that takes longer is reported as late",
        HelpName = "SECONDS",
        CustomParser = result =>
            OptionParsing.Parse<double>(result, TryParseWatch, "a number of seconds from 0.1 to 86400"),
    };

    private readonly Option<int?> _count = new("--count")
    {
        Description = "With --watch: stop after this many readings",
        HelpName = "N",
        CustomParser = result => OptionParsing.Parse<int>(result, TryParseCount, "a whole number of at least 1"),
    };

    private readonly PrometheusOutput _prometheus = new();

    /// <summary>Creates the root command with the flags that only it has and those that it shares.</summary>
    public RootCommand Create()
    {
        var root = new RootCommand("Print the readings of PCsensor TEMPer USB thermometers.");
        root.Options.Add(_list);
        _format.AddTo(root);
        root.Options.Add(_watch);
        root.Options.Add(_count);
        _prometheus.AddTo(root);
        flags.AddTo(root);
        DeviceOption.AddTo(root);
        root.SetAction(RunAsync);
        return root;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken stop)
    {
        RejectRivals(result);
        _format.ThrowIfIncomplete(result);
        if (result.GetResult(_count) is not null && result.GetResult(_watch) is null)
        {
            throw new FormatException("--count requires --watch");
        }

        var (all, config) = await flags.OptionsOf(result).LoadAsync(stop);
        var options = DeviceOption.Filter(result, all);
        var missing = DeviceOption.ReportOfMissing(result, all);
        if (result.GetValue(_list))
        {
            await error.WriteAsync(missing);
            return await ListAsync(options, _format.IsJson(result), output, config.Names);
        }

        var report = _format.OptionsOf(result, config) with
        {
            Missing = missing,
            IsFiltered = options.Filter is not null,
        };
        await using var devices = new TemperDeviceSet(options);
        if (_prometheus.IsWanted(result))
        {
            var snapshot = await devices.ReadAsync(stop);
            await _prometheus.WriteAsync(result, snapshot, options, config.Names, output);
            return PrintProblems(snapshot, report, error);
        }

        return result.GetResult(_watch) is null
            ? await ReadAsync(devices, report, output, error, stop)
            : await WatchAsync(result, devices, report, options.TimeProvider, stop);
    }

    private async Task<int> WatchAsync(
        ParseResult result,
        TemperDeviceSet devices,
        ReportOptions options,
        TimeProvider time,
        CancellationToken stop
    )
    {
        var (units, names) = (options.Units, options.Config.Names);
        IWatchReport report = options.Form switch
        {
            OutputForm.Json => new JsonLinesReport(units, names),
            OutputForm.Csv => new CsvReport(units, names),
            OutputForm.Influx => new InfluxReport(units, names),
            OutputForm.Plain => PlainReport.Of(options),
            _ when isTerminal => new LiveReport(units, names),
            _ => new TimedReport(units, names),
        };
        var interval = TimeSpan.FromSeconds(result.GetValue(_watch));
        await error.WriteAsync(options.Missing);
        var last = await new Watch(devices, report, output, error).RunAsync(
            interval,
            result.GetValue(_count),
            time,
            stop
        );
        return stop.IsCancellationRequested ? DeviceExitCode.Interrupted
            : last is null ? ExitCode.Failure
            : StatusOf(last, options);
    }

    /// <summary>Reads every device once and prints the readings.</summary>
    internal static async Task<int> ReadAsync(
        TemperDeviceSet devices,
        ReportOptions options,
        TextWriter output,
        TextWriter error,
        CancellationToken stop
    )
    {
        var snapshot = await devices.ReadAsync(stop);
        return Print(snapshot, options, output, error);
    }

    /// <summary>Prints a snapshot to the output, and its failures to standard error.</summary>
    /// <returns>The exit status.</returns>
    internal static int Print(TemperSnapshot snapshot, ReportOptions options, TextWriter output, TextWriter error)
    {
        var (units, names) = (options.Units, options.Config.Names);
        var csv = new CsvReport(units, names);
        output.Write(
            options.Form switch
            {
                OutputForm.Json => JsonReport.Of(snapshot, units, names),
                OutputForm.Csv => csv.Beginning + csv.TextOf(snapshot),
                OutputForm.Influx => new InfluxReport(units, names).TextOf(snapshot),
                OutputForm.Plain => PlainReport.Of(options).TextOf(snapshot),
                _ => ReadingReport.Of(snapshot, units, names),
            }
        );
        // A program that reads the JSON document may not look at the errors in it.
        return PrintProblems(snapshot, options, error);
    }

    private static int PrintProblems(TemperSnapshot snapshot, ReportOptions options, TextWriter error)
    {
        error.Write(
            ReadingReport.FailuresOf(snapshot, options.Missing) + PlainReport.Of(options).MissingFrom(snapshot)
        );
        foreach (var (_, problem) in UnmatchedEntries.Of(options.Config, snapshot, options.IsFiltered))
        {
            error.WriteLine(ErrorLine.Of("temper-read", $"--config: {problem}"));
        }

        return StatusOf(snapshot, options);
    }

    private static int StatusOf(TemperSnapshot snapshot, ReportOptions options) =>
        DeviceExitCode.Of(snapshot) is not ExitCode.Success and var failure ? failure
        : PlainReport.Of(options).MissingFrom(snapshot).Length > 0 ? ExitCode.Failure
        : ExitCode.Success;

    /// <summary>Prints what is plugged in.</summary>
    /// <returns>The exit status.</returns>
    internal static async Task<int> ListAsync(TemperOptions options, bool asJson, TextWriter output, DeviceNames names)
    {
        var devices = await ListedDevice.AllAsync(options);
        output.Write(asJson ? JsonReport.Of(devices, names) : ListReport.Of(devices, names));
        return DeviceExitCode.Of([.. devices.Select(device => device.Reason)]);
    }

    private void RejectRivals(ParseResult result)
    {
        var formats = _format.Exclusive;
        for (var index = 0; index < formats.Count; index++)
        {
            foreach (var later in formats.Skip(index + 1))
            {
                Reject(result, formats[index], later);
            }
        }

        Reject(result, _list, _watch);
        foreach (var format in formats.Where(format => !_format.IsOfList(format)))
        {
            Reject(result, _list, format);
        }

        foreach (var other in formats.Concat([_list, _watch, _format.Fahrenheit]))
        {
            Reject(result, _prometheus.Flag, other);
        }
    }

    private static void Reject(ParseResult result, Option first, Option second)
    {
        if (result.GetResult(first) is { Implicit: false } && result.GetResult(second) is { Implicit: false })
        {
            throw new FormatException($"{first.Name} cannot be combined with {second.Name}");
        }
    }

    private static bool TryParseCount(string text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count >= 1;

    private static bool TryParseWatch(string text, out double seconds) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds)
        && seconds is >= MinWatchSeconds and <= MaxWatchSeconds;
}
