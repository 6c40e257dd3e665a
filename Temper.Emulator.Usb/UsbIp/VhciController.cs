using System.Text;

namespace Temper.Emulator.Usb.UsbIp;

/// <summary>
/// The virtual USB host controllers of this kernel. The sysfs folder of the first one controls all of them, with the
/// files <c>attach</c> and <c>status</c>, <c>status.1</c> ... Source: drivers/usb/usbip/vhci_sysfs.c.
/// </summary>
public sealed class VhciController(string sysfs = "/sys")
{
    private const int Busy = 16; // EBUSY: another program took the port first
    private const int Invalid = 22; // EINVAL: the same in kernels before 4.16

    private static readonly TimeSpan PortTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PortPause = TimeSpan.FromMilliseconds(20);

    /// <summary>Passes a socket to the kernel, and returns the port where it attached the device.</summary>
    /// <param name="socket">A connected stream socket, to which the kernel keeps its own reference.</param>
    /// <param name="deviceId">A unique number of the device, which the kernel sends with every transfer.</param>
    /// <param name="wanted">The preferred port, so that a device keeps its port path, or <see
    /// langword="null"/>.</param>
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
            "vhci_hcd has no free port; unplug another virtual device "
                + "('usbip port' lists them, 'usbip detach -p PORT' removes one)"
        );
    }

    // The port of an unplugged device becomes free once the kernel has cleaned up.
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
            throw new DeviceBusException("--attach requires Linux; use --listen");
        }

        var platform = Path.Combine(sysfs, "devices/platform");
        var controllers = Directory.Exists(platform) ? Directory.GetDirectories(platform, "vhci_hcd*") : [];
        return controllers
                .Order(StringComparer.Ordinal)
                .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "attach")))
            ?? throw new DeviceBusException("module vhci_hcd is not loaded; run 'modprobe vhci-hcd' as root");
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
            throw new DeviceBusException($"no permission to write {attach}; run as root, for example with sudo");
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
