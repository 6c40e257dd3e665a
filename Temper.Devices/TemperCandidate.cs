using Temper.Devices.Transport;

namespace Temper.Devices;

/// <summary>A plugged-in device with the USB id of a TEMPer device, which is not open yet.</summary>
/// <param name="Interface">The interface that carries its data.</param>
/// <param name="Unsupported">
/// The reason why it cannot be read, in one line; <see langword="null"/> if it can be opened.
/// </param>
public sealed record TemperCandidate(UsbInterfaceInfo Interface, string? Unsupported)
{
    /// <summary>The port path, such as <c>usb-3f980000.usb-1.4/input1</c>.</summary>
    public string PortPath => Interface.PortPath;

    /// <summary>The USB vendor and product id.</summary>
    public UsbId UsbId => new(Interface.VendorId, Interface.ProductId);

    /// <summary>The transport that listed it, and opens it.</summary>
    internal ITransport? Transport { get; init; }

    /// <summary>Opens the interface.</summary>
    /// <exception cref="InvalidOperationException">
    /// The candidate was not listed by <see cref="TemperDevices.Find"/>.
    /// </exception>
    internal ITransportConnection Open() =>
        Transport is not null
            ? Transport.Open(Interface)
            : throw new InvalidOperationException(
                $"{PortPath} is not an entry of TemperDevices.Find, which knows how to open it"
            );
}
