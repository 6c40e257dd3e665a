using System.Collections.Immutable;
using Temper.Devices;

namespace Temper.Emulator;

/// <summary>
/// A kind of device, down to its USB descriptors. A new family is one more entry of <see cref="DeviceModels"/>.
/// </summary>
public sealed record DeviceModel
{
    /// <summary>The firmware version that the device reports, up to 16 characters.</summary>
    public required string Firmware { get; init; }

    /// <summary>The USB vendor and product id.</summary>
    public required UsbId UsbId { get; init; }

    /// <summary>The manufacturer's name in the USB descriptors; may be empty.</summary>
    public required string Manufacturer { get; init; }

    /// <summary>The product's name in the USB descriptors.</summary>
    public required string Product { get; init; }

    /// <summary>The USB version of the device descriptor, binary coded decimal: 0x0200 is USB 2.0.</summary>
    public ushort BcdUsb { get; init; } = 0x0200;

    /// <summary>The device's release number, binary coded decimal.</summary>
    public ushort BcdDevice { get; init; } = 0x0001;

    /// <summary>The HID version of the HID descriptors, binary coded decimal.</summary>
    public ushort BcdHid { get; init; } = 0x0110;

    /// <summary>
    /// Whether interface 1 has an interrupt OUT endpoint; older devices take output reports as SET_REPORT.
    /// </summary>
    public bool HasOutEndpoint { get; init; }

    /// <summary>The report descriptor of the data interface.</summary>
    public required ImmutableArray<byte> DataReportDescriptor { get; init; }

    /// <summary>The sensors, and how their values are encoded in the reports of a reading.</summary>
    public required ImmutableArray<SensorEncoding> Sensors { get; init; }

    /// <summary>
    /// Byte 1 of each report of a reading, in the order in which they are sent: length or sensor code.
    /// </summary>
    public required ImmutableArray<byte> ReportCodes { get; init; }

    /// <summary>
    /// The default data bytes of a reading, in hex. Those of a second report follow a <c>+</c>.
    /// </summary>
    public required string DefaultData { get; init; }
}
