using System.Collections.Immutable;
using Temper.Devices.Transport;

namespace Temper.Emulator;

/// <summary>The models that can be emulated: at least one of each family that the library supports.</summary>
public static class DeviceModels
{
    /// <summary>All supported models.</summary>
    public static ImmutableArray<DeviceModel> All { get; } = [.. EarlierDeviceModels.All, .. LaterDeviceModels.All];

    /// <summary>
    /// A device of the first generation, which has another protocol: programs must list it, but not query it.
    /// </summary>
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

    /// <summary>Returns the model with a firmware version, or <see langword="null"/>.</summary>
    public static DeviceModel? Find(string firmware) =>
        All.Append(HidTemper).FirstOrDefault(model => model.Firmware == firmware);

    /// <summary>Returns the model with a firmware version.</summary>
    /// <exception cref="FormatException">The version is unknown; the message is one line that lists all.</exception>
    public static DeviceModel Parse(string firmware)
    {
        var known = string.Join(", ", All.Select(model => model.Firmware));
        return Find(firmware) ?? throw new FormatException($"unknown firmware '{firmware}'; supported: {known}");
    }
}
