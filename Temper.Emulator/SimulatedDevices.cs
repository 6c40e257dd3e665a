using Temper.Devices.Transport;

namespace Temper.Emulator;

/// <summary>The emulated devices of <c>--simulate</c>.</summary>
public static class SimulatedDevices
{
    /// <summary>The specification that selects <see cref="DemoDevices"/>.</summary>
    public const string Demo = "demo";

    /// <summary>Creates a transport with the devices of a specification.</summary>
    /// <param name="specification">
    /// <see langword="null"/>: the two devices in the README of yrro/temper-exporter. <c>demo</c>: several devices with
    /// changing readings, one of them faulty. Otherwise the path of a JSON file (see README.md).
    /// </param>
    /// <param name="time">The clock of the devices. Default: the system clock.</param>
    /// <exception cref="FormatException">The file is unreadable or invalid; the message is one line.</exception>
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

    /// <summary>
    /// Returns devices with the ports and bytes of the example in the README of yrro/temper-exporter.
    /// </summary>
    public static IReadOnlyList<EmulatedDevice> ReferenceReadme() =>
        [
            new(DeviceModels.Find("TEMPer2_M12_V1.3")!, "usb-3f980000.usb-1.4"),
            new(DeviceModels.Find("TEMPer1F_H1V1.5F")!, "usb-3f980000.usb-1.3"),
        ];
}
