namespace Temper.Devices.Protocol;

/// <summary>A USB vendor and product id.</summary>
/// <param name="VendorId">The vendor's number.</param>
/// <param name="ProductId">The vendor's number for the product.</param>
public readonly record struct UsbId(ushort VendorId, ushort ProductId)
{
    /// <summary>As lsusb writes it: <c>0c45:7401</c>.</summary>
    public override string ToString() => $"{VendorId:x4}:{ProductId:x4}";
}
