using Temper.Emulator;

namespace Temper.Testing;

/// <summary>Emulated devices by what they are and where.</summary>
public static class DevicesAt
{
    public static EmulatedTransport Transport(TimeProvider time, params EmulatedDevice[] devices)
    {
        var transport = new EmulatedTransport(time);
        foreach (var device in devices)
        {
            transport.Plug(device);
        }

        return transport;
    }

    public static EmulatedDevice Twin(string portPath, string data = "15a014a0") =>
        Device("TEMPer2_M12_V1.3", portPath, data);

    public static EmulatedDevice Hygrometer(string portPath, string data = "19a806ce") =>
        Device("TEMPer1F_H1V1.5F", portPath, data);

    private static EmulatedDevice Device(string firmware, string portPath, string data)
    {
        var device = new EmulatedDevice(DeviceModels.Find(firmware)!, portPath);
        device.SetData(data);
        return device;
    }
}
