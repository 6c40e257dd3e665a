using System.CommandLine;
using System.Text.RegularExpressions;
using Temper.CommandLine;
using Temper.Devices;

namespace Temper.Exporter.Settings;

/// <summary>
/// Which devices are this exporter's: by where they are plugged in, as their <c>phy</c> label tells it.
/// </summary>
internal sealed class PortPathOptions
{
    private readonly Option<Regex?> _include = Create(
        "--device-include",
        "Read only sticks whose whole port path matches, such as 'usb-3f980000.usb-1\\.[34]'"
    );
    private readonly Option<Regex?> _exclude = Create(
        "--device-exclude",
        "Leave sticks alone whose whole port path matches"
    );

    /// <summary>Which of them exclude each other.</summary>
    public (Option[] One, Option[] Other) Rivals => ([_include], [_exclude]);

    public void AddTo(Command command)
    {
        command.Options.Add(_include);
        command.Options.Add(_exclude);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_include) is not null && result.GetResult(_exclude) is not null)
            {
                result.AddError("--device-include and --device-exclude contradict each other: give one of them");
            }
        });
    }

    public Func<TemperCandidate, bool>? FilterOf(ParseResult result) =>
        (result.GetValue(_include), result.GetValue(_exclude)) switch
        {
            ({ } include, _) => candidate => include.IsMatch(candidate.PortPath),
            (_, { } exclude) => candidate => !exclude.IsMatch(candidate.PortPath),
            _ => null,
        };

    private static Option<Regex?> Create(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "REGEX",
            CustomParser = result => OptionParsing.Parse<Regex>(result, TryParse, "a regular expression"),
        };

    // The whole port path, with the interface or without. Without backtracking: a port
    // path is what a device's hub says.
    private static bool TryParse(string text, out Regex? pattern)
    {
        try
        {
            pattern = new Regex($"^(?:{text})(?:/.*)?$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            pattern = null;
            return false;
        }
    }
}
