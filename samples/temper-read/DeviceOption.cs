using System.CommandLine;
using Temper.CommandLine;
using Temper.Devices;

namespace Temper.Read;

/// <summary>The flag <c>--device</c>: which devices to look at. The others are not even opened.</summary>
internal static class DeviceOption
{
    private const string DataInterface = "/input1";

    private static readonly Option<string[]> Device = new("--device")
    {
        Description = "Only this stick: its port path, node or USB id; may be repeated",
        HelpName = "PHY|NODE|ID",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    static DeviceOption() => Device.Validators.Add(OptionParsing.RefuseFlags);

    public static void AddTo(Command command) => command.Options.Add(Device);

    /// <summary>The options, with the others left out.</summary>
    public static TemperOptions Filter(ParseResult result, TemperOptions options) =>
        result.GetValue(Device) is { Length: > 0 } wanted
            ? options with
            {
                Filter = candidate => wanted.Any(text => IsMeant(candidate, text)),
            }
            : options;

    /// <summary>
    /// One line for each --device that matches nothing, naming what is plugged in; empty when nothing is.
    /// </summary>
    public static string ReportOfMissing(ParseResult result, TemperOptions unfiltered)
    {
        var wanted = result.GetValue(Device) ?? [];
        var there = wanted.Length > 0 ? TemperDevices.Find(unfiltered) : [];
        var names = string.Join(", ", there.Select(candidate => candidate.PortPath));
        var missing = wanted
            .Where(text => there.Count > 0 && !there.Any(candidate => IsMeant(candidate, text)))
            .Select(text => TerminalText.Of($"--device {text} matches no device; plugged in: {names}"));
        return string.Concat(missing.Select(line => $"temper-read: {line}\n"));
    }

    private static bool IsMeant(TemperCandidate candidate, string text)
    {
        var hid = candidate.Interface;
        return text == candidate.PortPath
            || text + DataInterface == candidate.PortPath
            || text == hid.Node
            || text.Equals(candidate.UsbId.ToString(), StringComparison.OrdinalIgnoreCase);
    }
}
