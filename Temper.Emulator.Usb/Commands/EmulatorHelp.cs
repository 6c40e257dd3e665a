using Temper.CommandLine;

namespace Temper.Emulator.Usb.Commands;

/// <summary>The sections of <c>temper-emulator --help</c> after the flags.</summary>
internal static class EmulatorHelp
{
    public static IReadOnlyList<HelpSection> Sections { get; } =
    [
        new(
            "Examples",
            [
                ("temper-emulator --attach", "Plug two devices into this kernel (as root)"),
                ("temper-emulator --attach --stick TEMPer2_V4.1,external=-4.5", "Plug in one with this reading"),
                ("temper-emulator --stick TEMPer2_V4.1,fault=silent", "Serve one that never answers"),
                ("sleep infinity | temper-emulator &", "Run in the background"),
            ]
        ),
        new(
            "Exit status",
            [
                ("0", "Ended by quit, the end of standard input, SIGTERM or SIGINT"),
                ("1", "Cannot attach the devices, or cannot listen on the address"),
                ("2", "Invalid flag or file"),
            ]
        ),
    ];
}
