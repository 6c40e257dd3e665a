using Temper.Devices.Transport;

namespace Temper.Devices.Sets;

/// <summary>Picks the data interfaces of TEMPer devices out of everything that transports list.</summary>
internal static class CandidateFinder
{
    private const int MaxProductLength = 64;
    private const string NotYet = "first-generation HidTEMPer is not supported";

    /// <summary>Lists the interfaces of each transport.</summary>
    public static IReadOnlyList<Listed> List(IReadOnlyList<ITransport> transports) =>
        [.. transports.Select(transport => new Listed(transport, transport.Enumerate()))];

    /// <summary>Picks the devices that a filter, if there is one, lets through.</summary>
    public static IReadOnlyList<TemperCandidate> Find(
        IReadOnlyList<Listed> listed,
        Func<TemperCandidate, bool>? filter
    ) => [.. Find(listed).Where(candidate => filter?.Invoke(candidate) != false)];

    private static IReadOnlyList<TemperCandidate> Find(IReadOnlyList<Listed> listed)
    {
        var portPaths = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            .. listed
                .SelectMany(list => list.Interfaces, (list, found) => (list.Transport, Interface: found))
                .OrderBy(found => found.Interface.Transport)
                .Where(found => MayBeTemper(found.Interface))
                .Select(found => new TemperCandidate(
                    Identify(found.Interface, portPaths),
                    IdOf(found.Interface) == TemperHid.HidTemperId ? NotYet : found.Interface.Obstacle
                )
                {
                    Transport = found.Transport,
                }),
        ];
    }

    private static bool MayBeTemper(UsbInterfaceInfo found)
    {
        var id = IdOf(found);
        return found.Transport == TransportKind.Serial
            ? id == TemperSerial.UsbId
            : found.InterfaceNumber == TemperHid.DataInterface
                && (id == TemperHid.HidTemperId || TemperHid.ReadableIds.Contains(id));
    }

    private static UsbId IdOf(UsbInterfaceInfo found) => new(found.VendorId, found.ProductId);

    // What devices say of themselves is made printable here, once, before it is compared. Port paths must differ: the
    // kernel cuts HID_PHYS at 63 characters, so two devices far down a chain of hubs can share one.
    private static UsbInterfaceInfo Identify(UsbInterfaceInfo usb, HashSet<string> portPaths)
    {
        var portPath = PrintableText.Of(usb.PortPath);
        portPath = portPaths.Contains(portPath) ? $"{portPath}#{usb.InstanceId}" : portPath;
        portPaths.Add(portPath);
        return usb with { PortPath = portPath, ProductName = PrintableText.Of(usb.ProductName, MaxProductLength) };
    }

    /// <summary>What a transport listed.</summary>
    internal sealed record Listed(ITransport Transport, IReadOnlyList<UsbInterfaceInfo> Interfaces)
    {
        /// <summary>Whether the transport would list the same again, as far as it knows at once.</summary>
        public bool IsCurrent => Transport.IsCurrent(Interfaces);
    }
}
