using System.Collections.Immutable;
using Temper.Devices.Transport;

namespace Temper.Emulator;

/// <summary>The kinds of device that can be emulated: at least one of each family the library reads.</summary>
public static class DeviceModels
{
    /// <summary>Every model that can be read.</summary>
    public static ImmutableArray<DeviceModel> All { get; } = [.. EarlierDeviceModels.All, .. LaterDeviceModels.All];

    /// <summary>The first generation, whose protocol is another: for seeing that it is listed and left alone.</summary>
    public static DeviceModel HidTemper { get; } =
        new()
        {
            Firmware = "HidTEMPer",
            UsbId = TemperHid.HidTemperId,
            Manufacturer = "",
            Product = "PCsensor Temper",
            BcdUsb = 0x0110,
            BcdDevice = 0x0150,
            DataReportDescriptor = ReportDescriptors.VendorPage,
            ReportCodes = [0],
            Sensors = [],
            DefaultData = "",
        };

    /// <summary>The model with that firmware version, or <see langword="null"/>.</summary>
    public static DeviceModel? Find(string firmware) =>
        All.Append(HidTemper).FirstOrDefault(model => model.Firmware == firmware);

    /// <summary>The model with that firmware version.</summary>
    /// <exception cref="FormatException">There is none; the message is one line that lists all of them.</exception>
    public static DeviceModel Parse(string firmware)
    {
        var known = string.Join(", ", All.Select(model => model.Firmware));
        return Find(firmware)
            ?? throw new FormatException($"firmware '{firmware}' cannot be emulated: use one of {known}");
    }
}
