namespace Temper.Emulator.Usb.Commands;

/// <summary>
/// The description of a device: <c>FIRMWARE[,phy=NAME][,data=HEX][,SENSOR=VALUE...][,fault=FAULT]</c>.
/// </summary>
public static class DeviceSpecification
{
    /// <summary>Creates the device.</summary>
    /// <exception cref="FormatException">The description is invalid; the message is one line.</exception>
    public static EmulatedDevice Parse(string text, int number)
    {
        var parts = text.Split(',');
        var model = DeviceModels.Parse(parts[0]);
        var options = parts.Skip(1).Select(Split).ToList();
        var values = options.Where(option => option.Key is not ("phy" or "data" or "fault")).ToList();
        var data = Last(options, "data");
        if (data is not null && values.Count > 0)
        {
            throw new FormatException($"data cannot be combined with {values[0].Key}");
        }

        var reports = data is not null
            ? ReadingEncoder.FromHex(model, data)
            : ReadingEncoder.FromValues(
                model,
                values.Select(option => ReadingEncoder.ParseValue($"{option.Key}={option.Value}"))
            );
        return new EmulatedDevice(model, Last(options, "phy") ?? $"usb-emulated-{number}")
        {
            Reading = () => reports,
            Fault = DevicesFile.ParseFault(Last(options, "fault")),
        };
    }

    private static KeyValuePair<string, string> Split(string option) =>
        option.Split('=', 2) is [var key, var value]
            ? new(key, value)
            : throw new FormatException($"'{option}' is not KEY=VALUE, such as internal=21.5 or fault=silent");

    private static string? Last(List<KeyValuePair<string, string>> options, string key) =>
        options.Exists(option => option.Key == key) ? options.FindLast(option => option.Key == key).Value : null;
}
