using Temper.Devices.Transport;

namespace Temper.Emulator;

/// <summary>The emulated devices behind <c>--simulate</c>.</summary>
public static class SimulatedDevices
{
    /// <summary>The word for <see cref="DemoDevices"/>; anything else but nothing is a file.</summary>
    public const string Demo = "demo";

    /// <summary>Plugs in the devices that a specification asks for.</summary>
    /// <param name="specification">
    /// Nothing: the two devices of the reference exporter's README. <c>demo</c>: several whose readings wander, one of
    /// them faulty. Else the path of a JSON file (see README.md).
    /// </param>
    /// <param name="time">The clock that they live by.</param>
    /// <exception cref="FormatException">The file cannot be used; the message is one line.</exception>
    public static ITransport Load(string? specification, TimeProvider? time = null)
    {
        var clock = time ?? TimeProvider.System;
        var transport = new EmulatedTransport(clock);
        var devices = specification switch
        {
            null => ReferenceReadme(),
            Demo => DemoDevices.Create(clock),
            var path => DevicesFile.Read(path),
        };
        foreach (var device in devices)
        {
            transport.Plug(device);
        }

        return transport;
    }

    /// <summary>The devices, ports and bytes whose exposition yrro/temper-exporter's README shows.</summary>
    public static IReadOnlyList<EmulatedDevice> ReferenceReadme() =>
        [
            new(DeviceModels.Find("TEMPer2_M12_V1.3")!, "usb-3f980000.usb-1.4"),
            new(DeviceModels.Find("TEMPer1F_H1V1.5F")!, "usb-3f980000.usb-1.3"),
        ];
}
