using System.Collections.Immutable;
using Temper.Devices;

namespace Temper.Emulator;

/// <summary>The models since 2017, with 413d:2107, 1a86:e025 and 3553:a001.</summary>
internal static class LaterDeviceModels
{
    private const ushort NoProbe = 0x4e20;
    private const byte Inner = 0x80;
    private const byte InnerHumidity = 0x20;
    private const byte InnerHumidityOfX = 0x40;
    private const byte Outer = 0x01;

    private static readonly SensorEncoding Internal = new("internal", 2, Centi);
    private static readonly SensorEncoding InternalOfX = Internal with { NoProbe = NoProbe };
    private static readonly SensorEncoding External = new("external", 2, Centi, Report: 1, NoProbe: NoProbe);
    private static readonly SensorEncoding Humidity = new("humidity", 4, CentiHumidity);

    public static ImmutableArray<DeviceModel> All { get; } =
    [
        Of413D("TEMPerGold_V3.1", [Inner], "089e4e20", Internal),
        Of413D("TEMPerX_V3.1", [InnerHumidityOfX], "0adf0a6d", InternalOfX, Humidity),
        Of413D("TEMPerX_V3.2", [Inner, Outer], "09984e20+07c94e20", InternalOfX, External),
        Of413D("TEMPerX_V3.3", [InnerHumidityOfX, Outer], "08fc1130+08984e20", InternalOfX, Humidity, External),
        Of1A86("TEMPer2_V3.7", "TEMPer2", [Inner, Outer], "0d544e20+0af04e20", Internal, External),
        Of1A86("TEMPerHUM_V3.8", "TEMPerHUM", [InnerHumidity], "09011193", Internal, Humidity),
        Of3553("TEMPerGold_V3.5", "TEMPerGold", ReportDescriptors.VendorPage, [Inner], "0b3b4e20", Internal),
        Of3553(
            "TEMPer2_V4.1",
            "TEMPer2",
            ReportDescriptors.Malformed,
            [Inner, Outer],
            "0b544e20+09ca4e20",
            Internal,
            External
        ),
        Of3553(
            "TEMPerHUM_V4.1",
            "TEMPerHUM",
            ReportDescriptors.Malformed,
            [InnerHumidity],
            "09391036",
            Internal,
            Humidity
        ),
        Of3553(
            "TEMPer1F_V4.1",
            "TEMPer1F",
            ReportDescriptors.Malformed,
            [Outer],
            "07d04e20",
            External with
            {
                Report = 0,
            }
        ),
    ];

    private static DeviceModel Of413D(string firmware, byte[] codes, string data, params SensorEncoding[] sensors) =>
        Device(firmware, new(0x413d, 0x2107), codes, data, sensors) with
        {
            BcdDevice = 0,
        };

    private static DeviceModel Of1A86(
        string firmware,
        string product,
        byte[] codes,
        string data,
        params SensorEncoding[] sensors
    ) => Device(firmware, new(0x1a86, 0xe025), codes, data, sensors) with { Product = product };

    private static DeviceModel Of3553(
        string firmware,
        string product,
        ImmutableArray<byte> descriptor,
        byte[] codes,
        string data,
        params SensorEncoding[] sensors
    ) =>
        Device(firmware, new(0x3553, 0xa001), codes, data, sensors) with
        {
            Manufacturer = "PCsensor",
            Product = product,
            BcdUsb = 0x0110,
            BcdDevice = 0x0100,
            DataReportDescriptor = descriptor,
        };

    private static DeviceModel Device(string firmware, UsbId id, byte[] codes, string data, SensorEncoding[] sensors) =>
        new()
        {
            Firmware = firmware,
            UsbId = id,
            Manufacturer = "",
            Product = "",
            HasOutEndpoint = true,
            DataReportDescriptor = ReportDescriptors.VendorPage,
            ReportCodes = [.. codes],
            Sensors = [.. sensors],
            DefaultData = data,
        };

    private static ushort Centi(double celsius) => (ushort)(short)Math.Clamp(Math.Round(celsius * 100), -5500, 12500);

    private static ushort CentiHumidity(double percent) => (ushort)Math.Clamp(Math.Round(percent * 100), 0, 10000);
}
