using Temper.Devices.Protocol;
using Temper.Devices.Transport;

namespace Temper.Devices;

/// <summary>Picks the data interfaces of TEMPer sticks out of all HID interfaces and serial ports.</summary>
internal static class CandidateFinder
{
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
                var unique = portPaths.Add(hid.PortPath) ? hid : Distinguish(hid, portPaths);
                candidates.Add(new TemperCandidate(unique, isHidTemper ? NotYet : null));
            }
        }

        foreach (var port in serialBackend?.Enumerate() ?? [])
        {
            if (new UsbId(port.VendorId, port.ProductId) == TemperX232.UsbId)
            {
                candidates.Add(new TemperCandidate(portPaths.Add(port.PortPath) ? port : Distinguish(port, portPaths), Unsupported: null));
            }
        }

        return candidates;
    }

    // The kernel cuts HID_PHYS at 63 characters, so two sticks far down a chain of hubs can share one.
    private static T Distinguish<T>(T usb, HashSet<string> portPaths)
        where T : UsbInterfaceInfo
    {
        var distinct = $"{usb.PortPath}#{usb.InstanceId}";
        portPaths.Add(distinct);
        return usb with { PortPath = distinct };
    }
}
