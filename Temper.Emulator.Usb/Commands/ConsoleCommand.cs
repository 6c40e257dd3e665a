using System.Collections.Immutable;
using System.Globalization;
using Temper.CommandLine;

namespace Temper.Emulator.Usb.Commands;

/// <summary>
/// A command from a line of standard input. Errors are a <see cref="FormatException"/> of one line.
/// </summary>
/// <param name="Name">The first word.</param>
/// <param name="Device">The number of the device to change, or 0.</param>
/// <param name="Text">The rest of the line, which may be empty.</param>
public sealed record ConsoleCommand(string Name, int Device, string Text)
{
    private static readonly ImmutableArray<Form> Forms =
    [
        new("set", HasDevice: true, "SENSOR=VALUE...", "set values of the reading: internal=21.5 external=none"),
        new("data", HasDevice: true, "HEX", "set the data bytes of the reading: 15a014a0"),
        new("fault", HasDevice: true, "FAULT", "make it faulty: silent; none repairs it"),
        new("delay", HasDevice: true, "MS", "delay each reply by this many milliseconds"),
        new("version", HasDevice: true, "TEXT", "set the firmware version, up to 16 characters"),
        new("unplug", HasDevice: true, "", "unplug it"),
        new("plug", HasDevice: true, "", "plug it in"),
        new("replug", HasDevice: true, "", "unplug it and plug it in again at once"),
        new("list", HasDevice: false, "", "list the devices and their states"),
        new("help", HasDevice: false, "", "list the commands"),
        new("quit", HasDevice: false, "", "unplug all devices and exit, as at the end of input"),
    ];

    /// <summary>One line for each command.</summary>
    public static IEnumerable<string> Help => Forms.Select(form => $"{form.Usage, -24} {form.Meaning}");

    /// <summary>Parses a line.</summary>
    public static ConsoleCommand Parse(string line)
    {
        var (name, rest) = SplitWord(line);
        var form =
            Forms.FirstOrDefault(form => form.Name == name)
            ?? throw new FormatException(
                $"unknown command '{name}'" + Spelling.Hint(name, Names, $"commands: {string.Join(", ", Names)}")
            );
        var device = 0;
        if (form.HasDevice)
        {
            (var number, rest) = SplitWord(rest);
            if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out device) || device == 0)
            {
                var problem = number.Length > 0 ? $"'{number}' is not the number of a device" : "missing N";
                throw new FormatException($"{problem}; usage: {form.Usage}");
            }
        }

        return (rest.Length > 0) == (form.Arguments.Length > 0)
            ? new ConsoleCommand(name, device, rest)
            : throw new FormatException(
                $"{(rest.Length > 0 ? $"unexpected '{rest}'" : $"missing {form.Arguments}")}; usage: {form.Usage}"
            );
    }

    private static IEnumerable<string> Names => Forms.Select(form => form.Name);

    private static (string Word, string Others) SplitWord(string text)
    {
        var trimmed = text.Trim();
        var end = trimmed.AsSpan().IndexOfAny(' ', '\t');
        return end < 0 ? (trimmed, "") : (trimmed[..end], trimmed[end..].Trim());
    }

    private sealed record Form(string Name, bool HasDevice, string Arguments, string Meaning)
    {
        public string Usage =>
            string.Join(' ', new[] { Name, HasDevice ? "N" : "", Arguments }.Where(word => word.Length > 0));
    }
}
