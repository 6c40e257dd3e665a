using Temper.Devices.Transport;

namespace Temper.Emulator;

/// <summary>The emulated sticks behind <c>--simulate</c>.</summary>
public static class SimulatedSticks
{
    /// <summary>The word for <see cref="DemoSticks"/>; anything else but nothing is a file.</summary>
    public const string Demo = "demo";

    /// <summary>Plugs in the sticks that a specification asks for.</summary>
    /// <param name="specification">
    /// Nothing: the two sticks of the reference exporter's README. <c>demo</c>: several whose readings wander, one of
    /// them faulty. Else the path of a JSON file (see README.md).
    /// </param>
    /// <param name="time">The clock that they live by.</param>
    /// <exception cref="FormatException">The file cannot be used; the message is one line.</exception>
    public static ITransport Load(string? specification, TimeProvider? time = null)
    {
        var clock = time ?? TimeProvider.System;
        var backend = new EmulatedHidBackend(clock);
        var sticks = specification switch
        {
            null => ReferenceReadme(),
            Demo => DemoSticks.Create(clock),
            var path => SticksFile.Read(path),
        };
        foreach (var stick in sticks)
        {
            backend.Plug(stick);
        }

        return backend;
    }

    /// <summary>The sticks, ports and bytes whose exposition yrro/temper-exporter's README shows.</summary>
    public static IReadOnlyList<EmulatedStick> ReferenceReadme() =>
        [
            new(StickModels.Find("TEMPer2_M12_V1.3")!, "usb-3f980000.usb-1.4"),
            new(StickModels.Find("TEMPer1F_H1V1.5F")!, "usb-3f980000.usb-1.3"),
        ];
}
