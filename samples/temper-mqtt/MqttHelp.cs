using Temper.CommandLine;

namespace Temper.Mqtt;

/// <summary>The sections of <c>--help</c> after the flags.</summary>
internal static class MqttHelp
{
    public static IReadOnlyList<HelpSection> Sections { get; } =
    [
        new(
            "Examples",
            [
                ("temper-mqtt --broker mqtt://localhost", "Publish to the broker on this machine"),
                ("temper-mqtt --broker mqtts://broker.example --user temper --password-file FILE", ""),
                ("", "Log in with a password, over TLS"),
                ("temper-mqtt --broker mqtt://localhost --simulate", "Try it without a device"),
            ]
        ),
        new(
            "Environment",
            [
                ("TEMPER_<FLAG>", "Each flag has a variable: TEMPER_TOPIC_PREFIX=house"),
                ("", "is --topic-prefix house. The flag overrides the variable."),
            ]
        ),
        new(
            "Exit status",
            [
                ("0", "Stopped by SIGTERM or SIGINT, or printed what was asked for"),
                ("1", "Cannot write to standard output, or unsupported system"),
                ("2", "Invalid flag, environment variable or file"),
                ("141", "Nothing reads standard output any more"),
            ]
        ),
    ];
}
