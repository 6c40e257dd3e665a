using Temper.Devices.Transport;

namespace Temper.Devices;

/// <summary>A plugged-in device that has the USB id of a TEMPer device, not opened yet.</summary>
/// <param name="Interface">The interface that carries its data.</param>
/// <param name="Unsupported">
/// Why it cannot be read, as one line; <see langword="null"/> when it is worth opening.
/// </param>
public sealed record TemperCandidate(UsbInterfaceInfo Interface, string? Unsupported)
{
    /// <summary>Where it is plugged in, such as <c>usb-3f980000.usb-1.4/input1</c>.</summary>
    public string PortPath => Interface.PortPath;

    /// <summary>Its USB vendor and product id.</summary>
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
