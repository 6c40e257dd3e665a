namespace Temper.Devices;

/// <summary>What is known of an opened device. None of it changes while the device stays plugged in.</summary>
public sealed record TemperDeviceInfo
{
    /// <summary>
    /// Where the device is plugged in, such as <c>usb-3f980000.usb-1.4/input1</c>. Devices have no serial number.
    /// </summary>
    public required string PortPath { get; init; }

    /// <summary>
    /// The firmware version as the device tells it, such as <c>TEMPer2_M12_V1.3</c>: padding at the end is cut,
    /// characters that are not printable ASCII are replaced by U+FFFD, left-overs of the device's buffer are kept.
    /// </summary>
    public required string Version { get; init; }

    /// <summary>The catalogue row that decodes this firmware, such as <c>fm75-2</c>.</summary>
    public required string FirmwareFamily { get; init; }

    /// <summary>
    /// The codec in use, such as <c>sht20</c>: the row's own, or the one from
    /// <see cref="TemperOptions.DecoderOverrides"/>.
    /// </summary>
    public required string Codec { get; init; }

    /// <summary>USB vendor id.</summary>
    public required ushort VendorId { get; init; }

    /// <summary>USB product id. It does not tell which chip is inside.</summary>
    public required ushort ProductId { get; init; }

    /// <summary>The device's release number, binary coded decimal (0x0001 is 0.01).</summary>
    public required ushort BcdDevice { get; init; }

    /// <summary>Number of the USB interface that is read.</summary>
    public required byte InterfaceNumber { get; init; }

    /// <summary>The device node in use, such as <c>/dev/hidraw1</c>; it changes from plug to plug.</summary>
    public required string Node { get; init; }
}
