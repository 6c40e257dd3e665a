using System.CommandLine;
using Temper.CommandLine;
using Temper.Devices;

namespace Temper.Exporter.Settings;

/// <summary>
/// The flags that select devices by their port path (where they are plugged in, as the <c>phy</c> label shows it), by
/// their USB id or by their firmware. Path and id are known before a device is opened, so a device that they exclude
/// gets no query. Firmware is known from the version query, so a device that it excludes gets no other one.
/// </summary>
internal sealed class DeviceFilterOptions
{
    private readonly Option<DeviceMatch[]?> _include = Create(
        "--device-include",
        "Read only devices with this USB id, such as 413d:2107, or whose whole port path matches, such as "
            + "'usb-3f980000.usb-1\\.[34]', or whose whole firmware version matches, such as 'firmware=TEMPer2_V3.*'; "
            + "may be repeated, and one match is enough"
    );
    private readonly Option<DeviceMatch[]?> _exclude = Create(
        "--device-exclude",
        "Ignore devices with this USB id, or whose whole port path or firmware version matches; may be repeated"
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

    /// <summary>
    /// Returns the filter of devices that are not open yet, or <see langword="null"/> for all devices. If firmware can
    /// include a device, its port path and USB id cannot exclude it.
    /// </summary>
    public Func<TemperCandidate, bool>? FilterOf(ParseResult result) =>
        (result.GetValue(_include), result.GetValue(_exclude)) switch
        {
            ({ Length: > 0 } include, _) when !include.Any(match => match.IsOfFirmware) => candidate =>
                include.Any(match => match.Matches(candidate)),
            (_, { } exclude) when !exclude.All(match => match.IsOfFirmware) => candidate =>
                !exclude.Any(match => match.Matches(candidate)),
            _ => null,
        };

    /// <summary>
    /// Returns the filter of devices that have reported their firmware version, or <see langword="null"/> for all.
    /// </summary>
    public Func<TemperCandidate, string, bool>? FirmwareFilterOf(ParseResult result) =>
        (result.GetValue(_include), result.GetValue(_exclude)) switch
        {
            ({ } include, _) when include.Any(match => match.IsOfFirmware) => (candidate, version) =>
                include.Any(match => match.Matches(candidate) || match.Matches(version)),
            (_, { } exclude) when exclude.Any(match => match.IsOfFirmware) => (_, version) =>
                !exclude.Any(match => match.Matches(version)),
            _ => null,
        };

    private static Option<DeviceMatch[]?> Create(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "REGEX|ID|firmware=GLOB",
            CustomParser = result =>
                OptionParsing.ParseEach<DeviceMatch>(
                    result,
                    DeviceMatch.TryParse,
                    "a regular expression, a USB id such as 413d:2107, or firmware=GLOB"
                ),
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };
}
