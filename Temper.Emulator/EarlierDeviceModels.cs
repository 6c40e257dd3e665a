using System.Collections.Immutable;
using Temper.Devices;

namespace Temper.Emulator;

/// <summary>The models with 0c45:7401 and 0c45:7402.</summary>
internal static class EarlierDeviceModels
{
    private const ushort NoProbe = 0xffff;

    public static ImmutableArray<DeviceModel> All { get; } =
    [
        Thermometer("TEMPer2_M12_V1.3", "TEMPer2V1.3", 4, "15a014a0", new("internal", 2, Fm75), Probe("external", 4)),
        Thermometer("TEMPerF1.4", "TEMPerV1.4", 2, "1f80", new SensorEncoding("internal", 2, Fm75)),
        Thermometer("TEMPer1F1.1", "TEMPer1V1.1", 2, "1e40", Probe("external", 2)),
        Thermometer("TEMPer1F_V1.3", "TEMPer1F_V1.3", 4, "14141480", Probe("external", 4)),
        Thermometer(
            "TEMPerNTC F1.0NT",
            "TEMPerNTC1.O",
            6,
            "1bc0ffff1b21",
            new("internal", 2, Fm75),
            Probe("external", 4),
            Probe("external2", 6)
        ),
        Hygrometer("TEMPerHumV1.0", "TEMPerHumiV1.0", "193a03e6", Sht1xTemperature, Sht1xHumidity),
        Hygrometer("TEMPer1F_H1V1.4F", "TEMPer1F_H1_V1.4", "191c05e6", Sht1xTemperature, Sht1xHumidity),
        Hygrometer("TEMPer1F_H1V1.5F", "TEMPer1F_H1_V1.4", "19a806ce", Sht20Temperature, Sht20Humidity),
        Hygrometer("TEMPerHumM12V1.0", "TEMPerHumM12V1.0", "09600480", Si7005Temperature, Si7005Humidity),
        Hygrometer("TEMPerHumM12V1.2", "TEMPERHUM1V1.2", "6b804332", Si7021Temperature, Si7021Humidity),
    ];

    private static DeviceModel Thermometer(
        string firmware,
        string product,
        byte length,
        string data,
        params SensorEncoding[] sensors
    ) => Device(firmware, 0x7401, product, length, data, sensors);

    private static DeviceModel Hygrometer(
        string firmware,
        string product,
        string data,
        Func<double, ushort> temperature,
        Func<double, ushort> humidity
    ) => Device(firmware, 0x7402, product, 4, data, [new("temperature", 2, temperature), new("humidity", 4, humidity)]);

    private static DeviceModel Device(
        string firmware,
        ushort productId,
        string product,
        byte length,
        string data,
        SensorEncoding[] sensors
    ) =>
        new()
        {
            Firmware = firmware,
            UsbId = new UsbId(0x0c45, productId),
            Manufacturer = "RDing",
            Product = product,
            DataReportDescriptor = ReportDescriptors.VendorPage,
            ReportCodes = [length],
            Sensors = [.. sensors],
            DefaultData = data,
        };

    private static SensorEncoding Probe(string key, int offset) => new(key, offset, Fm75, NoProbe: NoProbe);

    // At its default resolution, the FM75 sends 0 in the low four bits.
    private static ushort Fm75(double celsius) => (ushort)(short)(Math.Round(Math.Clamp(celsius, -55, 125) * 16) * 16);

    private static ushort Sht1xTemperature(double celsius) => Word((celsius + 39.7) * 100, 0x3fff);

    // The inverse of the chip's parabola at 25 °C, where its temperature term is 0. The smaller root is on the rising
    // side.
    private static ushort Sht1xHumidity(double percent) =>
        Word((0.0367 - Math.Sqrt((0.0367 * 0.0367) - (4 * 1.5955e-6 * (percent + 2.0468)))) / (2 * 1.5955e-6), 0x0fff);

    private static ushort Sht20Temperature(double celsius) => Word((celsius + 46.85) * 16384 / 175.72, 0x3fff);

    private static ushort Sht20Humidity(double percent) => Word((percent + 6) * 4096 / 125, 0x0fff);

    private static ushort Si7005Temperature(double celsius) => Word((celsius + 50) * 32, 0x3fff);

    // The inverse of the datasheet's linearisation at 30 °C, where its temperature term is 0.
    private static ushort Si7005Humidity(double percent) =>
        Word(
            (((-0.5992 + Math.Sqrt((0.5992 * 0.5992) + (4 * 0.00393 * (percent - 4.7844)))) / (2 * 0.00393)) + 24) * 16,
            0x0fff
        );

    private static ushort Si7021Temperature(double celsius) =>
        Word((celsius + 46.85) * 65536 / 175.72, ushort.MaxValue);

    private static ushort Si7021Humidity(double percent) => Word((percent + 6) * 65536 / 125, ushort.MaxValue);

    private static ushort Word(double value, ushort max) =>
        double.IsNaN(value) ? max : (ushort)Math.Clamp(Math.Round(value), 0, max);
}
