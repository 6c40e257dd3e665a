namespace Temper.Emulator;

/// <summary>A few devices as a house could have them, for looking at programs without any.</summary>
public static class DemoDevices
{
    /// <summary>Creates them; what they read depends on the clock alone.</summary>
    public static IReadOnlyList<EmulatedDevice> Create(TimeProvider time)
    {
        var twin = DeviceModels.Find("TEMPer2_M12_V1.3")!;
        var hygrometer = DeviceModels.Find("TEMPer1F_H1V1.5F")!;
        return
        [
            Wandering(twin, "usb-demo-1.1", time, ("internal", 27.5, 1.5), ("external", 22, 0.8)), // server room
            Wandering(hygrometer, "usb-demo-1.2", time, ("temperature", 20.5, 1), ("humidity", 48, 6)), // living room
            Wandering(twin, "usb-demo-1.3", time, ("internal", 17, 1), ("external", -4, 3)), // garage, probe outside
            Wandering(hygrometer, "usb-demo-1.4", time, ("temperature", 12.5, 0.5), ("humidity", 71, 4)), // cellar
            new(twin, "usb-demo-2") { Fault = DeviceFault.SilentReading },
        ];
    }

    private static EmulatedDevice Wandering(
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

    // Two slow waves of different length: smooth, and not the same again for a long time. Between -1 and 1.
    private static double Drift(TimeProvider time, int phase)
    {
        var minutes = time.GetUtcNow().ToUnixTimeMilliseconds() / 60_000.0;
        return (0.6 * Math.Sin((2 * Math.PI * minutes / 47) + phase))
            + (0.4 * Math.Sin((2 * Math.PI * minutes / 11) + (2 * phase)));
    }
}
