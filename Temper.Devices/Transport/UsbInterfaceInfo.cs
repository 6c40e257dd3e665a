namespace Temper.Devices.Transport;

/// <summary>One HID interface or serial port of a USB device, as the system describes it.</summary>
public sealed record UsbInterfaceInfo
{
    /// <summary>Whether it is a HID interface or a serial port.</summary>
    public TransportKind Transport { get; init; } = TransportKind.Hid;

    /// <summary>
    /// Where it is plugged in, such as <c>usb-3f980000.usb-1.4/input1</c> or <c>usb-3f980000.usb-1.4/tty</c>: the
    /// identity that survives a replug.
    /// </summary>
    public required string PortPath { get; init; }

    /// <summary>Differs each time a device is plugged in, even into the same port.</summary>
    public required string InstanceId { get; init; }

    /// <summary>The device node, such as <c>/dev/hidraw0</c> or <c>/dev/ttyUSB0</c>.</summary>
    public required string Node { get; init; }

    /// <summary>USB vendor id.</summary>
    public required ushort VendorId { get; init; }

    /// <summary>USB product id.</summary>
    public required ushort ProductId { get; init; }

    /// <summary>The device's release number, binary coded decimal (0x0001 is 0.01).</summary>
    public ushort BcdDevice { get; init; }

    /// <summary>
    /// Number of the USB interface; HID devices send data on interface 1 and type like a keyboard on 0.
    /// </summary>
    public required byte InterfaceNumber { get; init; }

    /// <summary>
    /// Manufacturer and product as the device names itself; may be empty. In a <see cref="TemperCandidate"/> it is one
    /// line of printable text.
    /// </summary>
    public string ProductName { get; init; } = "";

    /// <summary>
    /// Why this interface cannot be opened at present and what to do about it, as one line; <see langword="null"/> if
    /// it can be. A transport sets it for a device that it sees and cannot reach.
    /// </summary>
    public string? Obstacle { get; init; }
}
