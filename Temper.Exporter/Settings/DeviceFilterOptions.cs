using System.CommandLine;
using System.Text.RegularExpressions;
using Temper.CommandLine;
using Temper.Devices;

namespace Temper.Exporter.Settings;

/// <summary>
/// The flags that select devices by their port path (where they are plugged in, as the <c>phy</c> label shows it) or by
/// their USB id. Both are known before a device is opened, so a device that is not selected gets no query.
/// </summary>
internal sealed partial class DeviceFilterOptions
{
    private readonly Option<Func<TemperCandidate, bool>[]?> _include = Create(
        "--device-include",
        "Read only devices with this USB id, such as 413d:2107, or whose whole port path matches, such as "
            + "'usb-3f980000.usb-1\\.[34]'; may be repeated"
    );
    private readonly Option<Func<TemperCandidate, bool>[]?> _exclude = Create(
        "--device-exclude",
        "Ignore devices with this USB id, or whose whole port path matches; may be repeated"
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
            ({ Length: > 0 } include, _) => candidate => include.Any(matches => matches(candidate)),
            (_, { Length: > 0 } exclude) => candidate => !exclude.Any(matches => matches(candidate)),
            _ => null,
        };

    private static Option<Func<TemperCandidate, bool>[]?> Create(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "REGEX|ID",
            CustomParser = result =>
                OptionParsing.ParseEach<Func<TemperCandidate, bool>>(result, TryParse, "a regular expression"),
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };

    // Matches the whole port path, with or without the interface. Backtracking is off because the text that is matched
    // comes from the hardware, which must not be able to make a match take forever.
    private static bool TryParse(string text, out Func<TemperCandidate, bool>? matches)
    {
        if (UsbIdForm().IsMatch(text))
        {
            matches = candidate => text.Equals(candidate.UsbId.ToString(), StringComparison.OrdinalIgnoreCase);
            return true;
        }

        try
        {
            var pattern = new Regex(
                $"^(?:{text})(?:/.*)?$",
                RegexOptions.NonBacktracking | RegexOptions.CultureInvariant
            );
            matches = candidate => pattern.IsMatch(candidate.PortPath);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            matches = null;
            return false;
        }
    }

    [GeneratedRegex("^[0-9a-fA-F]{4}:[0-9a-fA-F]{4}$")]
    private static partial Regex UsbIdForm();
}
