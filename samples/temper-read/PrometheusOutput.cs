using System.CommandLine;
using Temper.CommandLine;
using Temper.CommandLine.Config;
using Temper.Devices;

namespace Temper.Read;

/// <summary>The flags <c>--prometheus</c> and <c>--output</c>: metrics instead of readings.</summary>
internal sealed class PrometheusOutput
{
    private readonly Option<bool> _prometheus = new("--prometheus")
    {
        Description = "Print temper-exporter's metrics, for the textfile collector of node_exporter",
    };

    private readonly Option<string?> _output = new("--output")
    {
        Description = "With --prometheus: replace this file, at once and as a whole, instead of printing",
        HelpName = "FILE",
    };

    public PrometheusOutput() => _output.Validators.Add(OptionParsing.RejectFlags);

    /// <summary>The flag that selects this output.</summary>
    public Option Flag => _prometheus;

    /// <summary>Adds the flags to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_prometheus);
        command.Options.Add(_output);
    }

    /// <summary>Returns whether the command line asks for this output.</summary>
    /// <exception cref="FormatException">It names a file without asking for metrics.</exception>
    public bool IsWanted(ParseResult result) =>
        result.GetValue(_prometheus)
        || (result.GetResult(_output) is null ? false : throw new FormatException("--output requires --prometheus"));

    /// <summary>Writes the metrics of a snapshot.</summary>
    public async Task WriteAsync(
        ParseResult result,
        TemperSnapshot snapshot,
        TemperOptions options,
        DeviceNames names,
        TextWriter output
    )
    {
        var text = await PrometheusReport.OfAsync(snapshot, options.IncludeDewPoint, names);
        if (result.GetValue(_output) is { } path)
        {
            ReplacedFile.Write(path, text);
        }
        else
        {
            await output.WriteAsync(text);
        }
    }
}
