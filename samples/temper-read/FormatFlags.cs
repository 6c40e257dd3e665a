using System.CommandLine;
using Temper.CommandLine;
using Temper.CommandLine.Config;

namespace Temper.Read;

/// <summary>The flags that select the format of readings.</summary>
internal sealed class FormatFlags
{
    private readonly Option<bool> _json = new("--json")
    {
        Description = "Print one JSON document; with --watch, one JSON object per line; failed devices are in it too",
    };

    private readonly Option<bool> _csv = new("--csv")
    {
        Description = "Print comma-separated values; a failed sensor or device has an empty value",
    };

    private readonly Option<bool> _influx = new("--influx")
    {
        Description = "Print InfluxDB's line protocol, such as for Telegraf; a failed device has no point",
    };

    private readonly Option<bool> _plain = new("--plain")
    {
        Description = "Print bare numbers, one per line; a failed sensor or device has none",
    };

    private readonly Option<string?> _sensor = new("--sensor")
    {
        Description = "With --plain: only print the sensor with this name, such as external, or with this label",
        HelpName = "NAME",
    };

    private readonly Option<bool> _fahrenheit = new("--fahrenheit")
    {
        Description = "Print temperatures in degrees Fahrenheit",
    };

    public FormatFlags() => _sensor.Validators.Add(OptionParsing.RejectFlags);

    /// <summary>The flags, of which at most one can be given.</summary>
    public IReadOnlyList<Option> Exclusive => [_json, _csv, _influx, _plain];

    /// <summary>The flag for temperatures in °F.</summary>
    public Option Fahrenheit => _fahrenheit;

    /// <summary>Adds the flags to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in Exclusive.Append(_sensor).Append(_fahrenheit))
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Returns whether the list of devices has this format too.</summary>
    public bool IsOfList(Option format) => format == _json;

    /// <summary>Returns whether the list of devices is printed as JSON.</summary>
    public bool IsJson(ParseResult result) => result.GetValue(_json);

    /// <summary>Checks the flags that require another one.</summary>
    /// <exception cref="FormatException">The other one is missing; the message is one line.</exception>
    public void ThrowIfIncomplete(ParseResult result)
    {
        if (result.GetResult(_sensor) is not null && !result.GetValue(_plain))
        {
            throw new FormatException("--sensor requires --plain");
        }
    }

    /// <summary>Returns how to print readings.</summary>
    public ReportOptions OptionsOf(ParseResult result, UserConfig config) =>
        new(
            result.GetValue(_json) ? OutputForm.Json
                : result.GetValue(_csv) ? OutputForm.Csv
                : result.GetValue(_influx) ? OutputForm.Influx
                : result.GetValue(_plain) ? OutputForm.Plain
                : OutputForm.Text,
            result.GetValue(_fahrenheit) ? Units.Fahrenheit : Units.Celsius
        )
        {
            Config = config,
            Sensor = result.GetValue(_sensor),
        };
}
