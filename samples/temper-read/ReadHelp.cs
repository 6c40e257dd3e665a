using System.CommandLine;
using Temper.CommandLine;
using Temper.Read.Check;

namespace Temper.Read;

/// <summary>The sections of <c>temper-read --help</c> after the flags, which temper-read(1) has too.</summary>
internal static class ReadHelp
{
    /// <summary>Returns the sections for a command.</summary>
    public static IEnumerable<HelpSection> SectionsOf(Command command)
    {
        yield return new("Examples", Examples(command));
        if (command is RootCommand)
        {
            yield return new(
                "Environment",
                [
                    ("TEMPER_DEVICE_TIMEOUT", "--device-timeout"),
                    ("TEMPER_DECODER", "--decoder; separate several values with spaces"),
                    ("TEMPER_CONFIG", "--config"),
                    ("TEMPER_DEW_POINT", "--dew-point, if 1"),
                    ("TEMPER_SIMULATE", "--simulate: 1, demo or a file"),
                    ("", "The flag overrides the variable."),
                ]
            );
        }

        if (command is RootCommand || command.Name == "capture")
        {
            yield return new("Exit status", ExitStatuses);
        }

        if (command.Name == CheckCommand.Name)
        {
            yield return new("Exit status", [("0", "OK"), ("1", "WARNING"), ("2", "CRITICAL"), ("3", "UNKNOWN")]);
        }
    }

    /// <summary>The exit statuses and their meanings.</summary>
    public static IReadOnlyList<(string Term, string Meaning)> ExitStatuses { get; } =
    [
        ("0", "Every device was read"),
        ("1", "A device failed, the sensor of --sensor has no value, or the output cannot be written"),
        ("2", "Invalid flag, argument, environment variable or file"),
        ("3", "No device found"),
        ("4", "No permission to open a device"),
        ("130", "Interrupted with Ctrl-C"),
        ("141", "Nothing reads the output any more"),
    ];

    private static IReadOnlyList<(string, string)> Examples(Command command) =>
        command.Name switch
        {
            "decode" =>
            [
                ("temper-read decode --firmware TEMPer2_V4.1 80800b544e200000 800109ca4e200000", ""),
                ("temper-read decode --firmware TEMPer2_V4.1 80 80 0b 54 4e 20 00 00", ""),
            ],
            "replay" => [("temper-read replay my.capture", "Print the reading that my.capture holds")],
            CheckCommand.Name =>
            [
                ("temper-read check -w 10:30 -c 5:35", "Check the temperatures of all sensors"),
                ("temper-read check --sensor external -w 8", "Alert if the probe is below 0 or above 8 °C"),
                ("temper-read check --quantity humidity -c '~:70'", "Alert above 70 %"),
            ],
            "capture" =>
            [
                ("temper-read capture --output my.capture", "Record the only device"),
                ("temper-read capture --device /dev/hidraw3", "Record this one of several devices"),
            ],
            _ =>
            [
                ("temper-read", "Read every device once"),
                ("temper-read --list", "Show what is plugged in, and what prevents reading it"),
                ("temper-read --watch 10", "Read every 10 seconds until Ctrl-C"),
                ("temper-read --json --device 413d:2107", "Print one model's readings as JSON"),
                ("temper-read --watch 60 --csv >temper.csv", "Log to a spreadsheet"),
                ("temper-read --watch 60 --json", "Print one JSON object per line, such as for jq"),
                ("temper-read --plain --sensor external", "Print the temperature of the probe for a script"),
                ("temper-read --influx", "Print points for Telegraf's exec input"),
                ("temper-read --prometheus --output temper.prom", "Write metrics for node_exporter"),
                ("temper-read --simulate", "Try it without a device"),
            ],
        };
}
