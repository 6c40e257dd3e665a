using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Temper.CommandLine.Logging;

/// <summary>
/// Formats an event as one line of logfmt or JSON: time, level, message and fields. A message template ends with its
/// fields, as in <c>device unplugged phy={Phy}</c>, which do not appear in the message again. The built-in formats
/// write several lines, or classes and event numbers that mean nothing to an operator, and pass control characters from
/// a device's strings to the terminal.
/// </summary>
internal static partial class LogLine
{
    private const string MessageTemplate = "{OriginalFormat}";

    /// <summary>Returns the line of an event, without a line end.</summary>
    public static string Of<TState>(in LogEntry<TState> logEntry, DateTimeOffset time, LogFormat format)
    {
        var values = logEntry.State as IReadOnlyList<KeyValuePair<string, object?>> ?? [];
        var template = values.FirstOrDefault(value => value.Key == MessageTemplate).Value as string;
        var message = EventBeforeFields().Match(template ?? "") is { Success: true, Groups: [_, var name] }
            ? name.Value
            : logEntry.Formatter(logEntry.State, logEntry.Exception);
        List<(string Name, string Value)> fields =
        [
            ("time", time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)),
            ("level", LogLevels.NameOf(logEntry.LogLevel)),
            ("msg", logEntry.Exception is { } exception ? $"{message}: {exception}" : message),
        ];
        fields.AddRange(
            values
                .Where(value => value.Key != MessageTemplate)
                .Select(value =>
                    (
                        JsonNamingPolicy.SnakeCaseLower.ConvertName(value.Key),
                        Convert.ToString(value.Value, CultureInfo.InvariantCulture) ?? ""
                    )
                )
        );

        return format == LogFormat.Json
            ? Json(fields)
            : string.Join(' ', fields.Select(field => $"{field.Name}={Quote(field.Value)}"));
    }

    private static string Json(List<(string Name, string Value)> fields)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in fields)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    [GeneratedRegex(@"^([^{]+?) [a-z_]+=\{")]
    private static partial Regex EventBeforeFields();

    // Quotes only where necessary, with the escapes that Go's logfmt libraries understand.
    private static string Quote(string value)
    {
        if (
            value.Length > 0
            && value.All(character =>
                character is > ' ' and not ('"' or '=' or '\\')
                && !char.IsControl(character)
                && !char.IsSurrogate(character)
            )
        )
        {
            return value;
        }

        var quoted = new StringBuilder("\"");
        foreach (var rune in value.EnumerateRunes()) // lone surrogates become U+FFFD here
        {
            _ = rune.Value switch
            {
                '"' or '\\' => quoted.Append('\\').Append(rune),
                '\n' => quoted.Append(@"\n"),
                _ when Rune.IsControl(rune) => quoted.Append('\ufffd'),
                _ => quoted.Append(rune),
            };
        }

        return quoted.Append('"').ToString();
    }
}
