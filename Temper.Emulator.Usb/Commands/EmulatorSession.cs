using System.Globalization;
using System.Text;
using Temper.Devices.Protocol;
using Temper.Emulator.Usb.UsbIp;

namespace Temper.Emulator.Usb.Commands;

/// <summary>Sticks on a bus, and what is done to them while the program runs.</summary>
public sealed class EmulatorSession(IReadOnlyList<EmulatedStick> sticks, IStickBus bus)
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);

    private readonly Dictionary<int, string> _places = [];

    /// <summary>Whether it was told to end.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Plugs all sticks in; a line about each, then <c>ready</c>.</summary>
    public async IAsyncEnumerable<string> StartAsync()
    {
        for (var number = 1; number <= sticks.Count; number++)
        {
            await PlugAsync(number);
            yield return $"stick {number} {Name(number)} {_places[number]}";
        }

        yield return "ready";
    }

    /// <summary>
    /// Does what a line of standard input says; the last line of the answer is <c>ok</c> or <c>error: ...</c>.
    /// </summary>
    public async Task<IReadOnlyList<string>> ExecuteAsync(string line)
    {
        try
        {
            var command = ConsoleCommand.Parse(line);
            if (command.Stick > sticks.Count)
            {
                throw new FormatException($"there is no stick {command.Stick}: 1 to {sticks.Count} are there");
            }

            return [.. await ExecuteAsync(command), "ok"];
        }
        catch (Exception e) when (e is FormatException or StickBusException)
        {
            return [$"error: {e.Message}"];
        }
    }

    private async Task<IEnumerable<string>> ExecuteAsync(ConsoleCommand command)
    {
        switch (command.Name)
        {
            case "list":
                return Enumerable.Range(1, sticks.Count).Select(Describe);
            case "help":
                return ConsoleCommand.Help;
            case "quit":
                IsOver = true;
                break;
            case "unplug":
                await UnplugAsync(command.Stick);
                break;
            case "plug" when bus.IsPlugged(command.Stick):
                throw new FormatException($"stick {command.Stick} is plugged in: unplug it first, or use replug");
            case "plug":
                await PlugAsync(command.Stick);
                break;
            case "replug":
                await bus.UnplugAsync(command.Stick);
                await PlugAsync(command.Stick);
                break;
            default:
                Change(sticks[command.Stick - 1], command);
                break;
        }

        return [];
    }

    private static void Change(EmulatedStick stick, ConsoleCommand command)
    {
        switch (command.Name)
        {
            case "set":
                SetValues(stick, command.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
                break;
            case "data":
                stick.SetData(command.Text);
                break;
            case "fault":
                stick.Fault = SticksFile.ParseFault(command.Text);
                break;
            case "delay":
                stick.AnswerDelay = ParseDelay(command.Text);
                break;
            case "version":
                stick.Version = ParseVersion(command.Text);
                break;
            default:
                throw new InvalidOperationException($"nobody carries out '{command.Name}'");
        }
    }

    // Sensors that are not named keep what they read.
    private static void SetValues(EmulatedStick stick, string[] values)
    {
        var parsed = values.Select(ReadingEncoder.ParseValue).ToList();
        var reports = ReadingEncoder.Change(stick.Model, stick.Reading(), parsed);
        stick.Reading = () => reports;
    }

    private static TimeSpan ParseDelay(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds <= LongestDelay.TotalMilliseconds
            ? TimeSpan.FromMilliseconds(milliseconds)
            : throw new FormatException(
                $"'{text}' is no delay: give milliseconds from 0 to {LongestDelay.TotalMilliseconds}"
            );

    private static byte[] ParseVersion(string text) =>
        text.Length <= 2 * Queries.ReportLength && Ascii.IsValid(text)
            ? Encoding.ASCII.GetBytes(text.PadRight(2 * Queries.ReportLength))
            : throw new FormatException(
                $"'{text}' is no version: give at most {2 * Queries.ReportLength} ASCII characters"
            );

    private async Task PlugAsync(int number) => _places[number] = await bus.PlugAsync(number, sticks[number - 1]);

    private async Task UnplugAsync(int number)
    {
        if (!await bus.UnplugAsync(number))
        {
            throw new FormatException($"stick {number} is not plugged in: plug it first");
        }
    }

    private string Describe(int number)
    {
        var stick = sticks[number - 1];
        var place = bus.IsPlugged(number) ? _places[number] : "unplugged";
        return $"stick {number} {Name(number)} {place}, reading {string.Join('+', stick.Reading().Select(Convert.ToHexStringLower))}, "
            + $"fault {stick.Fault}, delay {stick.AnswerDelay.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)} ms, "
            + $"{stick.QueryCount} queries";
    }

    private string Name(int number) => $"{sticks[number - 1].Model.Firmware} {sticks[number - 1].Model.UsbId}";
}
