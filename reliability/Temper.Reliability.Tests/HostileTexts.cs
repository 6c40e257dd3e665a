using System.Text.Json;
using Temper.Testing;

namespace Temper.Reliability.Tests;

/// <summary>Texts that could do harm where they are shown: in a format, on a terminal, or on a page.</summary>
internal static class HostileTexts
{
    public static string[] All { get; } =
    [
        "\"} 1\nfake{x=\"",
        "\\",
        "\\\\\"",
        "trailing \\",
        "line\nfeed",
        "return\rline",
        "nul\0nul",
        "\x1b[31mred\x1b[0m",
        "\x1b]0;title\x07",
        "bell\x07back\x08space",
        "c1 \x85\x9b31m",
        "delete\x7f",
        "lone \ud800 high",
        "lone \udc00 low",
        "\udc00\ud800",
        "smile \ud83d\ude00",
        "\u202eright to left\u202c",
        "zero\u200bwidth",
        "\ufeffmark",
        "line\u2028paragraph\u2029",
        "non\ufffecharacter",
        "tag \U000e0041",
        "<script>alert(1)</script>",
        "</td></tr></table>&amp;",
        "' onmouseover='x",
        "{}=,#",
        "# HELP x y",
        "level=error msg=\"no\"",
        "{\"a\":1}",
        "",
        " ",
        "\t",
        "%s%n",
        "$(reboot)",
        new('x', 10_000),
        new('"', 10_000),
        new('\n', 10_000),
        new('\ud800', 10_000),
    ];

    /// <summary>Half of the devices work, half have a version of control bytes; JSON has no lone surrogates.</summary>
    public static TemporaryFile DevicesFile()
    {
        var devices = All.Where(text => text.Length < 100)
            .Select(
                (text, index) =>
                    new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["phy"] = $"usb-{WithoutSurrogates(text)}{index}",
                        ["firmware"] = "TEMPer2_M12_V1.3",
                        ["fault"] = index % 2 == 0 ? "none" : "unprintable-version",
                    }
            );
        return new TemporaryFile(JsonSerializer.Serialize(new { sticks = devices }));
    }

    private static string WithoutSurrogates(string text) =>
        text.Replace("\ud800", "", StringComparison.Ordinal).Replace("\udc00", "", StringComparison.Ordinal);
}
