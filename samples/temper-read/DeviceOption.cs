using System.CommandLine;
using Temper.CommandLine;
using Temper.Devices;

namespace Temper.Read;

/// <summary>The flag <c>--device</c>: which devices to use. The others are not opened.</summary>
internal static class DeviceOption
{
    private const string DataInterface = "/input1";

    private static readonly Option<string[]> Device = new("--device")
    {
        Description = "Only use the device with this port path, node or USB id; may be repeated",
        HelpName = "PHY|NODE|ID",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    static DeviceOption() => Device.Validators.Add(OptionParsing.RejectFlags);

    /// <summary>Adds the flag to a command.</summary>
    public static void AddTo(Command command) => command.Options.Add(Device);

    /// <summary>Returns the options with a filter for the devices that the flag names.</summary>
    public static TemperOptions Filter(ParseResult result, TemperOptions options) =>
        result.GetValue(Device) is { Length: > 0 } wanted
            ? options with
            {
                Filter = candidate => wanted.Any(text => Matches(candidate, text)),
            }
            : options;

    /// <summary>
    /// Returns one line for each value of the flag that matches no device, with the devices that are plugged in.
    /// Returns an empty text if none are.
    /// </summary>
    public static string ReportOfMissing(ParseResult result, TemperOptions unfiltered) =>
        string.Concat(MissingOf(result, unfiltered).Select(line => $"{ErrorLine.Of("temper-read", line)}\n"));

    /// <summary>Like <see cref="ReportOfMissing"/>, as lines without the program's name.</summary>
    public static IReadOnlyList<string> MissingOf(ParseResult result, TemperOptions unfiltered)
    {
        var wanted = result.GetValue(Device) ?? [];
        var there = wanted.Length > 0 ? TemperDevices.Find(unfiltered) : [];
        var names = string.Join(", ", there.Select(candidate => candidate.PortPath));
        return
        [
            .. wanted
                .Where(text => there.Count > 0 && !there.Any(candidate => Matches(candidate, text)))
                .Select(text => $"--device: no device matches '{text}'; plugged in: {names}"),
        ];
    }

    private static bool Matches(TemperCandidate candidate, string text)
    {
        var hid = candidate.Interface;
        return text == candidate.PortPath
            || text + DataInterface == candidate.PortPath
            || text == hid.Node
            || text.Equals(candidate.UsbId.ToString(), StringComparison.OrdinalIgnoreCase);
    }
}
