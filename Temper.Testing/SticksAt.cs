using Temper.Emulator;

namespace Temper.Testing;

/// <summary>Emulated sticks by what they are and where.</summary>
public static class SticksAt
{
    public static EmulatedHidBackend Backend(TimeProvider time, params EmulatedStick[] sticks)
    {
        var backend = new EmulatedHidBackend(time);
        foreach (var stick in sticks)
        {
            backend.Plug(stick);
        }

        return backend;
    }

    public static EmulatedStick Twin(string portPath, string data = "15a014a0") =>
        Stick("TEMPer2_M12_V1.3", portPath, data);

    public static EmulatedStick Hygrometer(string portPath, string data = "19a806ce") =>
        Stick("TEMPer1F_H1V1.5F", portPath, data);

    private static EmulatedStick Stick(string firmware, string portPath, string data)
    {
        var stick = new EmulatedStick(StickModels.Find(firmware)!, portPath);
        stick.SetData(data);
        return stick;
    }
}
