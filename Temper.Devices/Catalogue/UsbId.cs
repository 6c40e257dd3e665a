using System.Globalization;

namespace Temper.Devices;

/// <summary>A USB vendor and product id.</summary>
/// <param name="VendorId">The vendor's number.</param>
/// <param name="ProductId">The vendor's number for the product.</param>
public readonly record struct UsbId(ushort VendorId, ushort ProductId)
{
    /// <summary>As lsusb writes it: <c>0c45:7401</c>.</summary>
    public override string ToString() => $"{VendorId:x4}:{ProductId:x4}";

    /// <summary>Reads an id as lsusb writes it.</summary>
    /// <exception cref="FormatException">It is none; the message is one line.</exception>
    public static UsbId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return
            text.Split(':') is [{ Length: 4 } vendor, { Length: 4 } product]
            && ushort.TryParse(vendor, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var vendorId)
            && ushort.TryParse(product, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var productId)
            ? new UsbId(vendorId, productId)
            : throw new FormatException(
                $"'{text}' is not a USB id; give four hex digits, a colon and four hex digits, such as 0c45:7401"
            );
    }
}
