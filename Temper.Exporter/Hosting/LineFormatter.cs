using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Temper.Exporter.Hosting;

/// <summary>
/// One event a line: time, level, message and the values in the message, as logfmt or JSON. The built-in formats write
/// more lines, or the class and a number that nobody who runs the exporter asked for, and pass control characters from
/// a device's strings on to the terminal.
/// </summary>
internal sealed class LineFormatter(TimeProvider time, LogFormat format) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "line";

    private const string MessageTemplate = "{OriginalFormat}";

    public override void Write<TState>(
        in LogEntry<TState> logEntry,
        IExternalScopeProvider? scopeProvider,
        TextWriter textWriter
    )
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        List<(string Name, string Value)> fields =
        [
            ("time", time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)),
            ("level", LogLevels.NameOf(logEntry.LogLevel)),
            ("msg", logEntry.Exception is { } exception ? $"{message}: {exception}" : message),
        ];
        if (logEntry.State is IReadOnlyList<KeyValuePair<string, object?>> values)
        {
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
        }

        textWriter.WriteLine(
            format == LogFormat.Json
                ? Json(fields)
                : string.Join(' ', fields.Select(field => $"{field.Name}={Quote(field.Value)}"))
        );
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

    // Quoted when it must be, with the escapes that Go's logfmt libraries read.
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
