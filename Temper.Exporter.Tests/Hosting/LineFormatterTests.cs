using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Temper.CommandLine.Logging;
using Temper.Exporter.Hosting;
using Temper.Testing;

namespace Temper.Exporter.Tests.Hosting;

public sealed class LineFormatterTests
{
    private const string Hostile = "usb\"=\\\r\n\x1b[31m\u0085\ud800";

    [Test]
    public void Logfmt_has_time_level_message_and_values() =>
        Line(
                LogFormat.Logfmt,
                LogLevel.Warning,
                "listening on [::]:9204",
                ("Endpoint", "[::]:9204"),
                ("PortPath", "usb 1")
            )
            .Should()
            .Be(
                "time=2026-01-01T00:00:00.000Z level=warn msg=\"listening on [::]:9204\" "
                    + "endpoint=[::]:9204 port_path=\"usb 1\"\n"
            );

    [Test]
    public void Fields_at_the_end_of_a_template_are_not_in_the_message()
    {
        using var output = new PrintedText();
        IReadOnlyList<KeyValuePair<string, object?>> values =
        [
            new("Phy", "usb 1"),
            new("UsbId", "1:2"),
            new("{OriginalFormat}", "device unplugged phy={Phy} usb_id={UsbId}"),
        ];

        new LineFormatter(new FakeTimeProvider(), LogFormat.Logfmt).Write(
            new LogEntry<IReadOnlyList<KeyValuePair<string, object?>>>(
                LogLevel.Information,
                "category",
                new EventId(1),
                values,
                exception: null,
                (_, _) => "device unplugged phy=usb 1 usb_id=1:2"
            ),
            scopeProvider: null,
            output
        );

        output
            .ToString()
            .TrimEnd('\n')
            .Should()
            .EndWith("level=info msg=\"device unplugged\" phy=\"usb 1\" usb_id=1:2");
    }

    [Test]
    public void Json_has_the_same() =>
        Line(LogFormat.Json, LogLevel.Information, "hello", ("Phy", "usb-1"))
            .Should()
            .Be("{\"time\":\"2026-01-01T00:00:00.000Z\",\"level\":\"info\",\"msg\":\"hello\",\"phy\":\"usb-1\"}\n");

    [Test]
    public void Hostile_text_stays_within_its_quotes_and_its_line() =>
        Line(LogFormat.Logfmt, LogLevel.Information, Hostile)
            .Should()
            .EndWith("msg=\"usb\\\"=\\\\\ufffd\\n\ufffd[31m\ufffd\ufffd\"\n");

    [Test]
    public void Hostile_text_is_a_string_in_json()
    {
        var line = Line(LogFormat.Json, LogLevel.Information, Hostile);

        line.TrimEnd('\n').Should().NotContainAny("\n", "\r", "\x1b", "\u0085");
        JsonDocument
            .Parse(line)
            .RootElement.GetProperty("msg")
            .GetString()
            .Should()
            .Be(Hostile.Replace('\ud800', '\ufffd'));
    }

    [TestCase(LogLevel.Trace, "debug")]
    [TestCase(LogLevel.Debug, "debug")]
    [TestCase(LogLevel.Error, "error")]
    [TestCase(LogLevel.Critical, "error")]
    public void Levels_have_the_names_of_other_exporters(LogLevel level, string name) =>
        Line(LogFormat.Logfmt, level, "x").Should().Contain($" level={name} ");

    private static string Line(
        LogFormat format,
        LogLevel level,
        string message,
        params (string Name, object? Value)[] values
    )
    {
        var output = new PrintedText();
        var state = values
            .Select(value => KeyValuePair.Create(value.Name, value.Value))
            .Append(new("{OriginalFormat}", "template"))
            .ToList();
        new LineFormatter(new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)), format).Write(
            new LogEntry<IReadOnlyList<KeyValuePair<string, object?>>>(
                level,
                "category",
                default,
                state,
                null,
                (_, _) => message
            ),
            null,
            output
        );
        return output.ToString();
    }
}
