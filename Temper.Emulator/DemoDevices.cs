namespace Temper.Emulator;

/// <summary>A few devices as a house could have them, to try programs without a real device.</summary>
public static class DemoDevices
{
    /// <summary>Creates the devices. Their readings depend on the clock only.</summary>
    public static IReadOnlyList<EmulatedDevice> Create(TimeProvider time)
    {
        var twin = DeviceModels.Find("TEMPer2_M12_V1.3")!;
        var hygrometer = DeviceModels.Find("TEMPer1F_H1V1.5F")!;
        return
        [
            Varying(twin, "usb-demo-1.1", time, ("internal", 27.5, 1.5), ("external", 22, 0.8)), // server room
            Varying(hygrometer, "usb-demo-1.2", time, ("temperature", 20.5, 1), ("humidity", 48, 6)), // living room
            Varying(twin, "usb-demo-1.3", time, ("internal", 17, 1), ("external", -4, 3)), // garage, probe outside
            Varying(hygrometer, "usb-demo-1.4", time, ("temperature", 12.5, 0.5), ("humidity", 71, 4)), // cellar
            new(twin, "usb-demo-2") { Fault = DeviceFault.SilentReading },
        ];
    }

    private static EmulatedDevice Varying(
        DeviceModel model,
        string portPath,
        TimeProvider time,
        params (string Sensor, double Mean, double Swing)[] sensors
    ) =>
        new(model, portPath)
        {
            Reading = () =>
                ReadingEncoder.FromValues(
                    model,
                    sensors.Select(
                        (sensor, index) =>
                            KeyValuePair.Create(
                                sensor.Sensor,
                                (double?)(sensor.Mean + (sensor.Swing * Drift(time, portPath.Length + index)))
                            )
                    )
                ),
        };

    // The sum of two slow waves of different length, between -1 and 1: smooth, and without repetition for a long time.
    private static double Drift(TimeProvider time, int phase)
    {
        var minutes = time.GetUtcNow().ToUnixTimeMilliseconds() / 60_000.0;
        return (0.6 * Math.Sin((2 * Math.PI * minutes / 47) + phase))
            + (0.4 * Math.Sin((2 * Math.PI * minutes / 11) + (2 * phase)));
    }
}
