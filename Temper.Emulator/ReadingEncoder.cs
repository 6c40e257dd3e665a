using System.Buffers.Binary;
using System.Globalization;
using Temper.Devices.Protocol;

namespace Temper.Emulator;

/// <summary>Makes reading reports from what people write. Every mistake is a <see cref="FormatException"/> of one line.</summary>
public static class ReadingEncoder
{
    /// <summary>A report from its data bytes in hex, without the header; missing bytes at the end are 0.</summary>
    public static byte[] FromHex(StickModel model, string hex)
    {
        var room = Queries.ReportLength - model.ReadingHeader.Length;
        byte[] data;
        try
        {
            data = Convert.FromHexString(hex);
        }
        catch (FormatException)
        {
            throw new FormatException($"'{hex}' is not hex: give the data bytes of the reading, such as {model.DefaultData}");
        }

        return data.Length <= room
            ? [.. model.ReadingHeader, .. data, .. new byte[room - data.Length]]
            : throw new FormatException($"'{hex}' has {data.Length} bytes: a reading has room for {room}");
    }

    /// <summary>A report from values; <see langword="null"/> is a probe that is not plugged in. Values left out are the model's default.</summary>
    public static byte[] FromValues(StickModel model, IEnumerable<KeyValuePair<string, double?>> values)
    {
        var report = FromHex(model, model.DefaultData);
        foreach (var (key, value) in values)
        {
            var sensor = model.Sensors.FirstOrDefault(sensor => sensor.Key == key)
                ?? throw new FormatException(
                    $"'{key}' is no sensor of {model.Firmware}: it has {string.Join(", ", model.Sensors.Select(s => s.Key))}");
            var word = value is { } number
                ? sensor.Encode(double.IsFinite(number) ? number : throw new FormatException($"'{key}' must be a number"))
                : sensor.NoProbe ?? throw new FormatException($"'{key}' of {model.Firmware} is always plugged in: give a number");
            BinaryPrimitives.WriteUInt16BigEndian(report.AsSpan(sensor.Offset), word);
        }

        return report;
    }

    /// <summary>One <c>key=value</c>, such as <c>internal=21.5</c> or <c>external=none</c>.</summary>
    public static KeyValuePair<string, double?> ParseValue(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0 && text[(equals + 1)..] == "none")
        {
            return new(text[..equals], null);
        }

        return equals > 0 && double.TryParse(text.AsSpan(equals + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? new(text[..equals], value)
            : throw new FormatException($"'{text}' is not SENSOR=VALUE, such as internal=21.5 or external=none");
    }
}
