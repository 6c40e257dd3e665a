using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using Temper.Devices.Transport;

namespace Temper.Emulator;

/// <summary>
/// Makes reading reports from what people write. Every mistake is a <see cref="FormatException"/> of one line.
/// </summary>
public static class ReadingEncoder
{
    /// <summary>
    /// Reports from their data bytes in hex, without tag and code; missing bytes at the end are 0. The reports are
    /// parted by <c>+</c>: one that is left out at the end is not sent, nor is one that is empty.
    /// </summary>
    public static ImmutableArray<byte[]> FromHex(DeviceModel model, string hex)
    {
        var parts = hex.Split('+');
        if (parts.Length > model.ReportCodes.Length)
        {
            throw new FormatException(
                $"'{hex}' has {parts.Length} reports: a {model.Firmware} sends {model.ReportCodes.Length}"
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
    /// Reports from values; <see langword="null"/> is a probe that is not plugged in. Values
    /// left out are the model's default.
    /// </summary>
    public static ImmutableArray<byte[]> FromValues(
        DeviceModel model,
        IEnumerable<KeyValuePair<string, double?>> values
    ) => Change(model, FromHex(model, model.DefaultData), values);

    /// <summary>Reports with other values; what is left out stays as it is.</summary>
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
                    $"'{key}' is no sensor of {model.Firmware}: "
                        + $"it has {string.Join(", ", model.Sensors.Select(s => s.Key))}"
                );
            var word = value is { } number
                ? sensor.Encode(
                    double.IsFinite(number) ? number : throw new FormatException($"'{key}' must be a number")
                )
                : sensor.NoProbe
                    ?? throw new FormatException($"'{key}' of {model.Firmware} is always plugged in: give a number");
            var report =
                changed.FirstOrDefault(report => report[1] == model.ReportCodes[sensor.Report])
                ?? throw new FormatException(
                    $"'{key}' is in a report that this stick does not send: give it data first"
                );
            BinaryPrimitives.WriteUInt16BigEndian(report.AsSpan(sensor.Offset), word);
        }

        return changed;
    }

    /// <summary>One <c>key=value</c>, such as <c>internal=21.5</c> or <c>external=none</c>.</summary>
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
                $"'{hex}' is not hex: give the data bytes of the reading, such as {model.DefaultData}"
            );
        }

        const int Room = TemperHid.ReportLength - 2;
        return data.Length <= Room
            ? [HidQueries.ReadingTag, code, .. data, .. new byte[Room - data.Length]]
            : throw new FormatException($"'{hex}' has {data.Length} bytes: a report has room for {Room}");
    }
}
