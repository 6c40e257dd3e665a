using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Temper.Emulator.Usb.UsbIp;

/// <summary>Plugs devices into this kernel. Closing our end of the socket unplugs a device.</summary>
public sealed class VhciBus(VhciController controller, TimeProvider time, TimeSpan pollInterval, Action<string> log)
    : IDeviceBus
{
    private readonly ConcurrentDictionary<int, Plugged> _plugged = new();
    private readonly Dictionary<int, int> _ports = []; // by device, including unplugged ones

    public bool IsPlugged(int number) => _plugged.TryGetValue(number, out var plugged) && !plugged.Serving.IsCompleted;

    public async Task<string> PlugAsync(int number, EmulatedDevice device)
    {
        await UnplugAsync(number);
        var (ours, theirs) = SocketPair.Create();
        using (theirs)
        {
            try
            {
                int? wanted = _ports.TryGetValue(number, out var before) ? before : null;
                _ports[number] = await controller.AttachAsync((int)theirs.Handle, UsbIpExport.DeviceId(number), wanted);
            }
            catch (DeviceBusException)
            {
                ours.Dispose();
                throw;
            }
        }

        var unplug = new CancellationTokenSource();
        _plugged[number] = new Plugged(unplug, ServeAsync(device, ours, unplug.Token));
        return $"attached to vhci port {_ports[number]}";
    }

    public async Task<bool> UnplugAsync(int number)
    {
        if (!_plugged.TryRemove(number, out var plugged))
        {
            return false;
        }

        var was = !plugged.Serving.IsCompleted;
        await plugged.Unplug.CancelAsync();
        await plugged.Serving;
        plugged.Unplug.Dispose();
        return was;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var number in _plugged.Keys)
        {
            await UnplugAsync(number);
        }
    }

    private async Task ServeAsync(EmulatedDevice device, Socket socket, CancellationToken unplug)
    {
        using var connection = new UsbIpConnection(
            device,
            new NetworkStream(socket, ownsSocket: true),
            time,
            pollInterval,
            log
        );
        await connection.RunAsync(unplug);
    }

    private sealed record Plugged(CancellationTokenSource Unplug, Task Serving);
}
