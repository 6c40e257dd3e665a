using System.CommandLine;
using Temper.CommandLine;
using Temper.Devices;

namespace Temper.Read;

/// <summary>The flag <c>--device</c>: which sticks to look at. The others are not even opened.</summary>
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

    public static void AddTo(Command command) => command.Options.Add(Device);

    /// <summary>The options, with the others left out.</summary>
    public static TemperOptions Filter(ParseResult result, TemperOptions options)
        => result.GetValue(Device) is { Length: > 0 } wanted
            ? options with { Filter = candidate => wanted.Any(text => IsMeant(candidate, text)) }
            : options;

    private static bool IsMeant(TemperCandidate candidate, string text)
    {
        var hid = candidate.Interface;
        return text == candidate.PortPath
            || text + DataInterface == candidate.PortPath
            || text == hid.Node
            || text.Equals(Words.UsbIdOf(candidate), StringComparison.OrdinalIgnoreCase);
    }
}
