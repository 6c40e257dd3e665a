using Temper.Devices.Protocol;
using Temper.Devices.Transport;

namespace Temper.Devices;

/// <summary>Picks the data interfaces of TEMPer sticks out of all HID interfaces and serial ports.</summary>
internal static class CandidateFinder
{
    private const int MaxProductLength = 64;
    private const string NotYet = "first-generation HidTEMPer: known, not supported yet";

    public static IReadOnlyList<TemperCandidate> Find(IHidBackend backend, ISerialBackend? serialBackend)
    {
        var candidates = new List<TemperCandidate>();
        var portPaths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var hid in backend.Enumerate())
        {
            var id = new UsbId(hid.VendorId, hid.ProductId);
            var isHidTemper = id == KnownUsbIds.HidTemper;
            if (hid.InterfaceNumber == KnownUsbIds.DataInterface && (isHidTemper || KnownUsbIds.Readable.Contains(id)))
            {
                candidates.Add(new TemperCandidate(Identify(hid, portPaths), isHidTemper ? NotYet : null));
            }
        }

        foreach (var port in serialBackend?.Enumerate() ?? [])
        {
            if (new UsbId(port.VendorId, port.ProductId) == TemperX232.UsbId)
            {
                candidates.Add(new TemperCandidate(Identify(port, portPaths), Unsupported: null));
            }
        }

        return candidates;
    }

    // What devices say of themselves is made inert here, once, before it is compared. Port paths must differ: the kernel
    // cuts HID_PHYS at 63 characters, so two sticks far down a chain of hubs can share one.
    private static T Identify<T>(T usb, HashSet<string> portPaths)
        where T : UsbInterfaceInfo
    {
        var portPath = InertText.Of(usb.PortPath);
        portPath = portPaths.Contains(portPath) ? $"{portPath}#{usb.InstanceId}" : portPath;
        portPaths.Add(portPath);
        return usb with { PortPath = portPath, ProductName = InertText.Of(usb.ProductName, MaxProductLength) };
    }
}
