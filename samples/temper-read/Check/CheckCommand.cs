using System.CommandLine;
using System.Globalization;
using Temper.CommandLine;
using Temper.Devices;

namespace Temper.Read.Check;

/// <summary>
/// <c>temper-read check</c>: a plugin for Nagios, Icinga and checkmk.
/// Source: monitoring-plugins.org/doc/guidelines.html.
/// </summary>
internal sealed class CheckCommand(DeviceFlags devices, TextWriter output, TimeProvider time)
{
    public const string Name = "check";

    private const double DefaultTimeoutSeconds = 10;
    private const double MaxTimeoutSeconds = 3600;
    private const string Temperature = "temperature";
    private const string Humidity = "humidity";

    private readonly Option<ThresholdRange?> _warning = Range("--warning", "-w");
    private readonly Option<ThresholdRange?> _critical = Range("--critical", "-c");

    private readonly Option<string> _quantity = new Option<string>("--quantity")
    {
        Description = $"Check this quantity [default: {Temperature}]",
        CustomParser = result =>
            OptionParsing.Parse<string>(result, TryParseQuantity, $"one of {Temperature}, {Humidity}"),
    }.Taking(Temperature, Humidity);

    private readonly Option<string?> _sensor = new("--sensor")
    {
        Description = "Only check the sensor with this name, such as external, or with this label in the config file",
        HelpName = "NAME",
    };

    private readonly Option<double> _timeout = new("--timeout", "-t")
    {
        Description = "End with status UNKNOWN after this long",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => DefaultTimeoutSeconds,
        CustomParser = result =>
            OptionParsing.Parse<double>(result, TryParseSeconds, "a number of seconds from 0.001 to 3600"),
    };

    /// <summary>Creates the command.</summary>
    public Command Create()
    {
        var command = new Command(Name, "Check readings against thresholds, as a plugin for Nagios and others")
        {
            _warning,
            _critical,
            _quantity,
            _sensor,
            _timeout,
        };
        _sensor.Validators.Add(OptionParsing.RejectFlags);
        devices.AddTo(command);
        DeviceOption.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    /// <summary>Prints why the check could not be made.</summary>
    /// <returns>The exit status.</returns>
    public static int Fail(TextWriter output, string reason) => Print(output, CheckReport.Unknown(reason));

    private async Task<int> RunAsync(ParseResult result, CancellationToken stop)
    {
        var timeout = TimeSpan.FromSeconds(result.GetValue(_timeout));
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            return await CheckAsync(result, either.Token);
        }
        catch (OperationCanceledException)
        {
            var reason = stop.IsCancellationRequested
                ? "interrupted"
                : string.Create(CultureInfo.InvariantCulture, $"timed out after {timeout.TotalSeconds} s");
            return Fail(output, reason);
        }
    }

    private async Task<int> CheckAsync(ParseResult result, CancellationToken stop)
    {
        var (all, config) = await devices.OptionsOf(result).LoadAsync(stop);
        var options = new CheckOptions(
            result.GetValue(_quantity) == Humidity ? Quantity.RelativeHumidity : Quantity.Temperature,
            result.GetValue(_sensor),
            result.GetValue(_warning),
            result.GetValue(_critical),
            config.Names
        );
        if (DeviceOption.MissingOf(result, all) is [var missing, ..])
        {
            return Fail(output, missing);
        }

        await using var set = new TemperDeviceSet(DeviceOption.Filter(result, all));
        return Print(output, CheckReport.Of(await set.ReadAsync(stop), options));
    }

    private static int Print(TextWriter output, CheckReport report)
    {
        output.WriteLine(report.Line);
        return (int)report.Status;
    }

    private static Option<ThresholdRange?> Range(string name, string alias) =>
        new(name, alias)
        {
            Description = $"Status {name[2..].ToUpperInvariant()} for values outside this range, or inside it with @",
            HelpName = "RANGE",
            CustomParser = result =>
                OptionParsing.Parse<ThresholdRange>(
                    result,
                    ThresholdRange.TryParse,
                    "a range such as 30, 10:, ~:30, 10:30 or @10:30"
                ),
        };

    private static bool TryParseQuantity(string text, out string quantity)
    {
        quantity = text;
        return text is Temperature or Humidity;
    }

    private static bool TryParseSeconds(string text, out double seconds) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds)
        && seconds is >= 0.001 and <= MaxTimeoutSeconds;
}
