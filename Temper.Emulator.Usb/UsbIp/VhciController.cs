using System.Text;

namespace Temper.Emulator.Usb.UsbIp;

/// <summary>
/// The virtual USB host controllers of this kernel. All of them are told through the first one's sysfs folder, which
/// has <c>attach</c> and <c>status</c>, <c>status.1</c> ... (drivers/usb/usbip/vhci_sysfs.c).
/// </summary>
public sealed class VhciController(string sysfs = "/sys")
{
    private const int Busy = 16; // EBUSY: somebody else was faster
    private const int Invalid = 22; // EINVAL: how kernels before 4.16 say the same

    private static readonly TimeSpan PortTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PortPause = TimeSpan.FromMilliseconds(20);

    /// <summary>Gives the kernel its end of a socket, and says at which port.</summary>
    /// <param name="socket">A connected stream socket; the kernel takes its own reference.</param>
    /// <param name="deviceId">A number of the device's own; the kernel sends it with every transfer.</param>
    /// <param name="wanted">The port that it should have, so that it keeps its path, or <see langword="null"/>.</param>
    public async Task<int> AttachAsync(int socket, int deviceId, int? wanted)
    {
        var folder = Folder();
        if (wanted is { } port && await IsFreeSoonAsync(folder, port) && TryAttach(folder, port, socket, deviceId))
        {
            return port;
        }

        foreach (var free in Ports(folder).Where(candidate => candidate.IsFree))
        {
            if (TryAttach(folder, free.Number, socket, deviceId))
            {
                return free.Number;
            }
        }

        throw new DeviceBusException(
            "no free port of vhci_hcd: unplug another virtual device "
                + "('usbip port' lists them, 'usbip detach -p PORT' removes one)"
        );
    }

    // An unplugged device's port is free again once the kernel has cleaned up.
    private static async Task<bool> IsFreeSoonAsync(string folder, int port)
    {
        for (var waited = TimeSpan.Zero; waited < PortTimeout; waited += PortPause)
        {
            if (Ports(folder).Any(candidate => candidate.Number == port && candidate.IsFree))
            {
                return true;
            }

            await Task.Delay(PortPause);
        }

        return false;
    }

    private string Folder()
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new DeviceBusException("only Linux has virtual USB ports: leave --attach out and use --listen");
        }

        var platform = Path.Combine(sysfs, "devices/platform");
        var controllers = Directory.Exists(platform) ? Directory.GetDirectories(platform, "vhci_hcd*") : [];
        return controllers
                .Order(StringComparer.Ordinal)
                .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "attach")))
            ?? throw new DeviceBusException("this kernel has no vhci_hcd yet: run 'modprobe vhci-hcd' as root");
    }

    private static IReadOnlyList<VhciPort> Ports(string folder)
    {
        try
        {
            return
            [
                .. Directory
                    .GetFiles(folder, "status*")
                    .SelectMany(file => VhciPort.ParseAll(File.ReadAllText(file)))
                    .OrderBy(port => port.Number),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DeviceBusException($"cannot read {folder}/status: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static bool TryAttach(string folder, int port, int socket, int deviceId)
    {
        var attach = Path.Combine(folder, "attach");
        try
        {
            using var file = File.OpenHandle(attach, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            RandomAccess.Write(
                file,
                Encoding.ASCII.GetBytes($"{port} {socket} {deviceId} {UsbSpeed.Low}"),
                fileOffset: 0
            );
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            throw new DeviceBusException($"no permission to write {attach}: run as root, such as with sudo");
        }
        catch (IOException e) when (e.HResult is Busy or Invalid)
        {
            return false;
        }
        catch (IOException e)
        {
            throw new DeviceBusException($"cannot write {attach}: {e.Message.ReplaceLineEndings(" ")}");
        }
    }
}
