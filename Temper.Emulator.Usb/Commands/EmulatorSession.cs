using System.Globalization;
using System.Text;
using Temper.Devices.Transport;
using Temper.Emulator.Usb.UsbIp;

namespace Temper.Emulator.Usb.Commands;

/// <summary>Devices on a bus, and the commands that change them while the program runs.</summary>
public sealed class EmulatorSession(IReadOnlyList<EmulatedDevice> devices, IDeviceBus bus)
{
    private static readonly TimeSpan MaxDelay = TimeSpan.FromHours(1);

    private readonly Dictionary<int, string> _places = [];

    /// <summary>Whether the command quit was given.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Plugs in all devices. Returns a line for each, and then <c>ready</c>.</summary>
    public async IAsyncEnumerable<string> StartAsync()
    {
        for (var number = 1; number <= devices.Count; number++)
        {
            await PlugAsync(number);
            yield return $"stick {number} {Name(number)} {_places[number]}";
        }

        yield return "ready";
    }

    /// <summary>
    /// Carries out a command. The last line of the answer is <c>ok</c> or <c>error: ...</c>.
    /// </summary>
    public async Task<IReadOnlyList<string>> ExecuteAsync(string line)
    {
        try
        {
            var command = ConsoleCommand.Parse(line);
            if (command.Device > devices.Count)
            {
                throw new FormatException($"no device {command.Device}; devices: 1 to {devices.Count}");
            }

            return [.. await ExecuteAsync(command), "ok"];
        }
        catch (Exception e) when (e is FormatException or DeviceBusException)
        {
            return [$"error: {e.Message}"];
        }
    }

    private async Task<IEnumerable<string>> ExecuteAsync(ConsoleCommand command)
    {
        switch (command.Name)
        {
            case "list":
                return Enumerable.Range(1, devices.Count).Select(Describe);
            case "help":
                return ConsoleCommand.Help;
            case "quit":
                IsOver = true;
                break;
            case "unplug":
                await UnplugAsync(command.Device);
                break;
            case "plug" when bus.IsPlugged(command.Device):
                throw new FormatException(
                    $"device {command.Device} is already plugged in; unplug it first, or use replug"
                );
            case "plug":
                await PlugAsync(command.Device);
                break;
            case "replug":
                await bus.UnplugAsync(command.Device);
                await PlugAsync(command.Device);
                break;
            default:
                Change(devices[command.Device - 1], command);
                break;
        }

        return [];
    }

    private static void Change(EmulatedDevice device, ConsoleCommand command)
    {
        switch (command.Name)
        {
            case "set":
                SetValues(device, command.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
                break;
            case "data":
                device.SetData(command.Text);
                break;
            case "fault":
                device.Fault = DevicesFile.ParseFault(command.Text);
                break;
            case "delay":
                device.AnswerDelay = ParseDelay(command.Text);
                break;
            case "version":
                device.Version = ParseVersion(command.Text);
                break;
            default:
                throw new InvalidOperationException($"no code carries out '{command.Name}'");
        }
    }

    // Sensors that are not named keep their values.
    private static void SetValues(EmulatedDevice device, string[] values)
    {
        var parsed = values.Select(ReadingEncoder.ParseValue).ToList();
        var reports = ReadingEncoder.Change(device.Model, device.Reading(), parsed);
        device.Reading = () => reports;
    }

    private static TimeSpan ParseDelay(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds <= MaxDelay.TotalMilliseconds
            ? TimeSpan.FromMilliseconds(milliseconds)
            : throw new FormatException(
                $"'{text}' is not a number of milliseconds from 0 to {MaxDelay.TotalMilliseconds}"
            );

    private static byte[] ParseVersion(string text) =>
        text.Length <= 2 * TemperHid.ReportLength && Ascii.IsValid(text)
            ? Encoding.ASCII.GetBytes(text.PadRight(2 * TemperHid.ReportLength))
            : throw new FormatException(
                $"'{text}' is not a version of up to {2 * TemperHid.ReportLength} ASCII characters"
            );

    private async Task PlugAsync(int number) => _places[number] = await bus.PlugAsync(number, devices[number - 1]);

    private async Task UnplugAsync(int number)
    {
        if (!await bus.UnplugAsync(number))
        {
            throw new FormatException($"device {number} is not plugged in; plug it in first");
        }
    }

    private string Describe(int number)
    {
        var device = devices[number - 1];
        var place = bus.IsPlugged(number) ? _places[number] : "unplugged";
        var reading = string.Join('+', device.Reading().Select(Convert.ToHexStringLower));
        var delayMs = device.AnswerDelay.TotalMilliseconds.ToString(CultureInfo.InvariantCulture);
        return $"stick {number} {Name(number)} {place}, reading {reading}, "
            + $"fault {device.Fault}, delay {delayMs} ms, {device.QueryCount} queries";
    }

    private string Name(int number) => $"{devices[number - 1].Model.Firmware} {devices[number - 1].Model.UsbId}";
}
