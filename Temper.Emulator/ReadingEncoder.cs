using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using Temper.Devices.Transport;

namespace Temper.Emulator;

/// <summary>
/// Creates the reports of a reading from text. Errors are a <see cref="FormatException"/> of one line.
/// </summary>
public static class ReadingEncoder
{
    /// <summary>
    /// Creates reports from their data bytes in hex, without tag and code. Missing bytes at the end are 0. Reports are
    /// separated by <c>+</c>. Missing reports at the end, and empty ones, are not sent.
    /// </summary>
    public static ImmutableArray<byte[]> FromHex(DeviceModel model, string hex)
    {
        var parts = hex.Split('+');
        if (parts.Length > model.ReportCodes.Length)
        {
            throw new FormatException(
                $"'{hex}' has {parts.Length} reports; {model.Firmware} sends {model.ReportCodes.Length}"
            );
        }

        return
        [
            .. parts
                .Select((part, index) => (part, index))
                .Where(report => report.part.Length > 0 || parts.Length == 1)
                .Select(report => ReportFromHex(model, model.ReportCodes[report.index], report.part)),
        ];
    }

    /// <summary>
    /// Creates reports from values. <see langword="null"/> is a probe that is not plugged in. Sensors without a value
    /// have the model's default.
    /// </summary>
    public static ImmutableArray<byte[]> FromValues(
        DeviceModel model,
        IEnumerable<KeyValuePair<string, double?>> values
    ) => Change(model, FromHex(model, model.DefaultData), values);

    /// <summary>Returns a copy of reports with other values. Sensors without a value are not changed.</summary>
    public static ImmutableArray<byte[]> Change(
        DeviceModel model,
        ImmutableArray<byte[]> reports,
        IEnumerable<KeyValuePair<string, double?>> values
    )
    {
        ImmutableArray<byte[]> changed = [.. reports.Select(report => report.ToArray())];
        foreach (var (key, value) in values)
        {
            var sensor =
                model.Sensors.FirstOrDefault(sensor => sensor.Key == key)
                ?? throw new FormatException(
                    $"unknown sensor '{key}' of {model.Firmware}; "
                        + $"sensors: {string.Join(", ", model.Sensors.Select(s => s.Key))}"
                );
            var word = value is { } number
                ? sensor.Encode(
                    double.IsFinite(number)
                        ? number
                        : throw new FormatException($"'{key}': the value must be a finite number")
                )
                : sensor.NoProbe
                    ?? throw new FormatException(
                        $"'{key}' of {model.Firmware} is not a probe; give a number rather than none"
                    );
            var report =
                changed.FirstOrDefault(report => report[1] == model.ReportCodes[sensor.Report])
                ?? throw new FormatException(
                    $"'{key}' is in a report that this device does not send; set its data first"
                );
            BinaryPrimitives.WriteUInt16BigEndian(report.AsSpan(sensor.Offset), word);
        }

        return changed;
    }

    /// <summary>Parses <c>SENSOR=VALUE</c>, such as <c>internal=21.5</c> or <c>external=none</c>.</summary>
    public static KeyValuePair<string, double?> ParseValue(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0 && text[(equals + 1)..] == "none")
        {
            return new(text[..equals], null);
        }

        return
            equals > 0
            && double.TryParse(text.AsSpan(equals + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? new(text[..equals], value)
            : throw new FormatException($"'{text}' is not SENSOR=VALUE, such as internal=21.5 or external=none");
    }

    private static byte[] ReportFromHex(DeviceModel model, byte code, string hex)
    {
        byte[] data;
        try
        {
            data = Convert.FromHexString(hex);
        }
        catch (FormatException)
        {
            throw new FormatException(
                $"'{hex}' is not hex; give the data bytes of the reading, such as {model.DefaultData}"
            );
        }

        const int Room = TemperHid.ReportLength - 2;
        return data.Length <= Room
            ? [HidQueries.ReadingTag, code, .. data, .. new byte[Room - data.Length]]
            : throw new FormatException($"'{hex}' has {data.Length} bytes; a report has room for {Room}");
    }
}
