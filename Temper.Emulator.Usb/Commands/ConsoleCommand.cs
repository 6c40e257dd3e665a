using System.Collections.Immutable;
using System.Globalization;

namespace Temper.Emulator.Usb.Commands;

/// <summary>
/// A line of standard input, understood. Every mistake is a <see cref="FormatException"/> of one line.
/// </summary>
/// <param name="Name">Its first word.</param>
/// <param name="Device">The number of the device that it is about, or 0.</param>
/// <param name="Text">The rest, or nothing.</param>
public sealed record ConsoleCommand(string Name, int Device, string Text)
{
    private static readonly ImmutableArray<Form> Forms =
    [
        new("set", HasDevice: true, "SENSOR=VALUE...", "what it reads, such as internal=21.5 external=none"),
        new("data", HasDevice: true, "HEX", "the data bytes of its reading, such as 15a014a0"),
        new("fault", HasDevice: true, "FAULT", "what is wrong with it, such as silent; none heals it"),
        new("delay", HasDevice: true, "MS", "how long it takes for each answer"),
        new("version", HasDevice: true, "TEXT", "the firmware version it tells, at most 16 characters"),
        new("unplug", HasDevice: true, "", "pull it out"),
        new("plug", HasDevice: true, "", "put it in"),
        new("replug", HasDevice: true, "", "pull it out and put it in at once"),
        new("list", HasDevice: false, "", "every stick and its state"),
        new("help", HasDevice: false, "", "these lines"),
        new("quit", HasDevice: false, "", "unplug all and end, as the end of standard input does"),
    ];

    /// <summary>A line about each command.</summary>
    public static IEnumerable<string> Help => Forms.Select(form => $"{form.Usage, -24} {form.Meaning}");

    /// <summary>Understands a line.</summary>
    public static ConsoleCommand Parse(string line)
    {
        var (name, rest) = SplitWord(line);
        var form =
            Forms.FirstOrDefault(form => form.Name == name)
            ?? throw new FormatException(
                $"'{name}' is no command: use {string.Join(", ", Forms.Select(form => form.Name))}"
            );
        var device = 0;
        if (form.HasDevice)
        {
            (var number, rest) = SplitWord(rest);
            if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out device) || device == 0)
            {
                throw new FormatException($"'{number}' is no number of a stick: write {form.Usage}");
            }
        }

        return (rest.Length > 0) == (form.Arguments.Length > 0)
            ? new ConsoleCommand(name, device, rest)
            : throw new FormatException(
                $"{(rest.Length > 0 ? $"'{rest}' is too much" : "something is missing")}: write {form.Usage}"
            );
    }

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
