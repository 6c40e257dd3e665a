using System.CommandLine;
using System.Text.RegularExpressions;
using Temper.CommandLine;
using Temper.Devices;

namespace Temper.Exporter.Settings;

/// <summary>
/// The flags that select devices by their port path: where they are plugged in, as the <c>phy</c> label shows it.
/// </summary>
internal sealed class PortPathOptions
{
    private readonly Option<Regex?> _include = Create(
        "--device-include",
        "Read only devices whose whole port path matches, such as 'usb-3f980000.usb-1\\.[34]'"
    );
    private readonly Option<Regex?> _exclude = Create(
        "--device-exclude",
        "Ignore devices whose whole port path matches"
    );

    /// <summary>The flags that cannot be combined.</summary>
    public (Option[] One, Option[] Other) Rivals => ([_include], [_exclude]);

    /// <summary>Adds the flags to a command, and the rule that they cannot be combined.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_include);
        command.Options.Add(_exclude);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_include) is not null && result.GetResult(_exclude) is not null)
            {
                result.AddError("--device-include cannot be combined with --device-exclude");
            }
        });
    }

    /// <summary>Returns the filter that a command line asks for, or <see langword="null"/> for all devices.</summary>
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

    // Matches the whole port path, with or without the interface. Backtracking is off because the text that is matched
    // comes from the hardware, which must not be able to make a match take forever.
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
