namespace Temper.Devices;

/// <summary>The identity of an opened device. It does not change while the device stays plugged in.</summary>
public sealed record TemperDeviceInfo
{
    /// <summary>
    /// The port path of the device, such as <c>usb-3f980000.usb-1.4/input1</c>. Devices have no serial number.
    /// </summary>
    public required string PortPath { get; init; }

    /// <summary>
    /// The firmware version as the device reports it, such as <c>TEMPer2_M12_V1.3</c>. Padding at the end is removed,
    /// characters that are not printable ASCII are replaced with U+FFFD, and remains of the device's buffer are kept.
    /// </summary>
    public required string Version { get; init; }

    /// <summary>The catalogue row that decodes this firmware, such as <c>fm75-2</c>.</summary>
    public required string FirmwareFamily { get; init; }

    /// <summary>
    /// The codec in use, such as <c>sht20</c>: that of the catalogue row, or the one from
    /// <see cref="TemperOptions.DecoderOverrides"/>.
    /// </summary>
    public required string Codec { get; init; }

    /// <summary>The USB vendor id.</summary>
    public required ushort VendorId { get; init; }

    /// <summary>The USB product id. It does not identify the sensor chip.</summary>
    public required ushort ProductId { get; init; }

    /// <summary>The device's release number, binary coded decimal (0x0001 is 0.01).</summary>
    public required ushort BcdDevice { get; init; }

    /// <summary>The number of the USB interface that is read.</summary>
    public required byte InterfaceNumber { get; init; }

    /// <summary>The device node in use, such as <c>/dev/hidraw1</c>. It can change with each replug.</summary>
    public required string Node { get; init; }
}
