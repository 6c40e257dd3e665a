namespace Temper.Devices.Transport.Linux;

/// <summary>
/// Devices behind nodes in <c>/dev</c>: sysfs lists them, and what was opened is compared with what was listed.
/// </summary>
/// <remarks>
/// Node numbers are reused at once, and the next owner may be a keyboard, so identity is checked after opening and
/// before anything is written.
/// </remarks>
internal abstract class NodeTransport(INodeSystem system, SysfsClass sysfs) : ITransport
{
    private volatile Listing? _last;

    public IReadOnlyList<UsbInterfaceInfo> Enumerate()
    {
        var entries = sysfs.List();
        var listing = new Listing(entries, [.. entries.Select(entry => entry.Info), .. ListOthers(entries)]);
        _last = listing;
        return listing.Interfaces;
    }

    public bool IsCurrent(IReadOnlyList<UsbInterfaceInfo> listed) =>
        _last is { } last && ReferenceEquals(last.Interfaces, listed) && sysfs.IsCurrent(last.Entries) && HasNoOthers();

    public virtual ITransportConnection Open(UsbInterfaceInfo target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var fd = system.Open(target.Node);
        if (fd < 0)
        {
            throw IsMissingNode(target, -fd) ? NodeMissing(target.Node) : OpenError(target.Node, -fd);
        }

        try
        {
            CheckPlug(target);
            CheckDescriptor(fd, target);
            CheckNumber(fd, target);
            return Connect(fd, target.Node);
        }
        catch
        {
            system.Close(fd);
            throw;
        }
    }

    /// <summary>What the user can do about a node that this user may not open.</summary>
    protected abstract string PermissionAdvice { get; }

    /// <summary>Lists devices that sysfs does not have in this class.</summary>
    protected virtual IReadOnlyList<UsbInterfaceInfo> ListOthers(IReadOnlyList<SysfsClass.Entry> listed) => [];

    /// <summary>
    /// Returns whether <see cref="ListOthers"/> would list nothing, as the last time; false if only a device's answer
    /// would show it.
    /// </summary>
    protected virtual bool HasNoOthers() => true;

    /// <summary>Compares what the open descriptor itself says with what was listed.</summary>
    protected virtual void CheckDescriptor(int fd, UsbInterfaceInfo target) { }

    protected abstract ITransportConnection Connect(int fd, string node);

    protected virtual TemperConnectionException OpenError(string node, int errno)
    {
        if (Errno.MeansForbidden(errno))
        {
            // The node's mode gives EACCES, so that a group helps. EPERM comes from somewhere else.
            var advice =
                errno == Errno.AccessDenied
                    ? $"; {PermissionAdvice}"
                    : ": the container's device cgroup or a security module forbids it; "
                        + $"start the container with --device {node}";
            return new TemperPermissionException($"no permission to open {node}{advice}", errno);
        }

        return Errno.MeansGone(errno)
            ? TemperDeviceGoneException.Unplugged(node, errno)
            : new TemperConnectionException($"cannot open {node}: {Errno.Describe(errno)}", errno);
    }

    /// <summary>Checks that sysfs still lists the same device, plugged in once, under the node's name.</summary>
    protected void CheckPlug(UsbInterfaceInfo target)
    {
        var now = sysfs.TryRead(Path.GetFileName(target.Node));
        if (
            now is null
            || now.InstanceId != target.InstanceId
            || now.VendorId != target.VendorId
            || now.ProductId != target.ProductId
        )
        {
            throw Replaced(target, now is null ? "nothing" : now.InstanceId);
        }
    }

    protected static TemperDeviceGoneException Replaced(UsbInterfaceInfo target, string found) =>
        new(
            $"{target.Node} is no longer {target.PortPath} ({target.InstanceId}); "
                + $"the device was unplugged, found {found}"
        );

    // A container can see the kernel's list of devices and still lack their nodes.
    private bool IsMissingNode(UsbInterfaceInfo target, int errno) =>
        errno == Errno.NoEntry && sysfs.TryRead(Path.GetFileName(target.Node))?.InstanceId == target.InstanceId;

    private static TemperConnectionException NodeMissing(string node) =>
        new($"{node} is missing, although the device is plugged in; pass it into the container with --device {node}");

    private void CheckNumber(int fd, UsbInterfaceInfo target)
    {
        var result = system.DeviceNumber(fd, out var major, out var minor);
        if (result < 0 || sysfs.DeviceNumber(Path.GetFileName(target.Node)) != $"{major}:{minor}")
        {
            throw Replaced(target, result < 0 ? Errno.Describe(-result) : $"device number {major}:{minor}");
        }
    }

    private sealed record Listing(IReadOnlyList<SysfsClass.Entry> Entries, IReadOnlyList<UsbInterfaceInfo> Interfaces);
}
