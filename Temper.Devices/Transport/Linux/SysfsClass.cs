using System.Globalization;

namespace Temper.Devices.Transport.Linux;

/// <summary>
/// One device class of sysfs (<c>/sys/class/hidraw</c>, <c>/sys/class/tty</c>). Only sysfs: libudev and its netlink
/// events do not reach into containers, and listing a few nodes at each scrape costs less than watching for changes.
/// A node that was listed before has the same entry in the class, and is not looked at again.
/// </summary>
internal abstract class SysfsClass(string sysfsRoot, string className, string deviceRoot)
{
    private readonly string _classRoot = Path.Combine(sysfsRoot, "class", className);
    private volatile Listing? _last;

    /// <summary>
    /// Lists every USB device of the class, in the order in which they were plugged in, as far as the kernel's numbers
    /// show it.
    /// </summary>
    public IReadOnlyList<Entry> List()
    {
        try
        {
            var folder = FolderListing.Of(_classRoot);
            if (!folder.Exists && !IsMounted) // the hidraw module is loaded with the first HID device
            {
                throw new TemperConnectionException(
                    $"{sysfsRoot} is not a sysfs; mount it, or pass /sys into the container read-only"
                );
            }

            var last = _last?.Nodes ?? [];
            var (nodes, isComplete) = Describe(folder, last);
            var entries = nodes.Values.Select(node => node.Entry).OrderBy(entry => entry.Order).ToList();
            _last = new Listing(folder, nodes, entries, isComplete);
            return entries;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TemperConnectionException($"cannot list {_classRoot}: {e.Message}", inner: e);
        }
    }

    /// <summary>
    /// Returns whether a result of <see cref="List"/> is the last one and still holds. Waits for no device, and never
    /// fails.
    /// </summary>
    public bool IsCurrent(IReadOnlyList<Entry> listed) =>
        _last is { IsComplete: true } last && ReferenceEquals(last.Entries, listed) && last.Folder.IsCurrent();

    private bool IsMounted =>
        Directory.Exists(Path.Combine(sysfsRoot, "class")) || Directory.Exists(Path.Combine(sysfsRoot, "bus"));

    /// <summary>
    /// Returns what a node (<c>hidraw0</c>) is now, or <see langword="null"/> if it is missing or not on USB.
    /// </summary>
    public UsbInterfaceInfo? TryRead(string name) => TryReadEntry(name)?.Info;

    /// <summary>
    /// Returns the device number of a node in sysfs (<c>245:0</c>), or an empty text if it is missing.
    /// </summary>
    public string DeviceNumber(string name) => ReadText(Path.Combine(_classRoot, name), "dev");

    /// <summary>Whether the name alone shows that a node is not on USB.</summary>
    protected virtual bool IsNeverOnUsb(string name) => false;

    /// <summary>
    /// Describes the device that a node belongs to; <see langword="null"/> when it is not a USB device.
    /// </summary>
    /// <param name="device">The folder that the node's <c>device</c> link leads to.</param>
    /// <param name="node">The node, such as <c>/dev/hidraw0</c>.</param>
    protected abstract Entry? Describe(DirectoryInfo device, string node);

    protected static string ReadText(string directory, string file) => SysfsText.Read(directory, file);

    protected static ushort ReadHex(DirectoryInfo directory, string file) =>
        ushort.Parse(ReadText(directory.FullName, file), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    protected static int ReadDecimal(DirectoryInfo directory, string file) =>
        int.Parse(ReadText(directory.FullName, file), NumberStyles.None, CultureInfo.InvariantCulture);

    private static string? Follow(string link) => Directory.ResolveLinkTarget(link, returnFinalTarget: true)?.FullName;

    // Incomplete while a node on USB cannot be described, because the kernel may not be through with it.
    private (Dictionary<string, Listed> Nodes, bool IsComplete) Describe(
        FolderListing folder,
        Dictionary<string, Listed> last
    )
    {
        var (nodes, isComplete) = (new Dictionary<string, Listed>(last.Count, StringComparer.Ordinal), true);
        foreach (var (name, inode) in folder.Entries)
        {
            if (last.GetValueOrDefault(name) is { } known && known.Inode == inode)
            {
                nodes[name] = known;
            }
            else if (IsOnUsb(name))
            {
                if (TryReadEntry(name) is { } entry)
                {
                    nodes[name] = new Listed(inode, entry);
                }
                else
                {
                    isComplete = false;
                }
            }
        }

        return (nodes, isComplete);
    }

    // What a node's link leads to is deep in the bus that it is on.
    private bool IsOnUsb(string name) =>
        !IsNeverOnUsb(name)
        && new FileInfo(Path.Combine(_classRoot, name)).LinkTarget?.Contains("/usb", StringComparison.Ordinal) == true;

    private Entry? TryReadEntry(string name)
    {
        try
        {
            // The node's entry is a link, and its "device" another one, relative to where the first leads.
            var node = Follow(Path.Combine(_classRoot, name));
            return node is not null && Follow(Path.Combine(node, "device")) is { } device
                ? Describe(new DirectoryInfo(device), Path.Combine(deviceRoot, name))
                : null;
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or FormatException or OverflowException)
        {
            return null; // it was unplugged meanwhile, or is not described as a kernel does
        }
    }

    /// <summary>A listed device.</summary>
    /// <param name="Info">Its description.</param>
    /// <param name="Order">Grows with each device that is plugged in.</param>
    /// <param name="UsbDevice">The folder of the USB device that it belongs to.</param>
    internal sealed record Entry(UsbInterfaceInfo Info, long Order, DirectoryInfo UsbDevice);

    private sealed record Listed(ulong Inode, Entry Entry);

    private sealed record Listing(
        FolderListing Folder,
        Dictionary<string, Listed> Nodes,
        IReadOnlyList<Entry> Entries,
        bool IsComplete
    );
}
