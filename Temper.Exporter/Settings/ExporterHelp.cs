using Temper.CommandLine;

namespace Temper.Exporter.Settings;

/// <summary>The sections of <c>temper-exporter --help</c> after the flags, which temper-exporter(1) has too.</summary>
internal static class ExporterHelp
{
    public static IReadOnlyList<HelpSection> Sections { get; } =
    [
        new(
            "Examples",
            [
                ("temper-exporter", "Serve all devices at http://localhost:9204/metrics"),
                ("temper-exporter --simulate demo", "Try it without a device"),
                ("temper-exporter --web.listen-address 127.0.0.1:9204", "Accept local connections only"),
                ("temper-exporter --device-include 'usb-.*-1\\.4'", "Serve the device at this port only"),
                ("temper-exporter --decoder TEMPer1F_H1V1.5F=sht1x", "Keep the values of yrro/temper-exporter"),
                ("temper-exporter --web.config.file /etc/temper-web.yml", "Serve with TLS and passwords"),
                ("temper-exporter --config /etc/temper.json", "Correct and name readings"),
            ]
        ),
        new(
            "Environment",
            [
                ("TEMPER_<FLAG>", "Each flag has a variable: TEMPER_WEB_LISTEN_ADDRESS=:9204"),
                ("", "is --web.listen-address :9204. The flag overrides the variable."),
                ("", "Separate the values of a repeatable flag with spaces."),
                ("", "A flag without a value is 1 or 0: TEMPER_DEW_POINT=1."),
            ]
        ),
        new(
            "Exit status",
            [
                ("0", "Stopped by SIGTERM or SIGINT, or printed or checked what was asked for"),
                ("1", "Cannot listen on the address or write to standard output, unsupported system,"),
                ("", "or --healthcheck got no answer"),
                ("2", "Invalid flag, environment variable or file"),
                ("141", "Nothing reads standard output any more"),
            ]
        ),
    ];
}
