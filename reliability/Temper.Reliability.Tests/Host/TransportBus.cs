using System.Collections.Concurrent;
using Temper.Emulator;
using Temper.Emulator.Usb.UsbIp;

namespace Temper.Reliability.Tests.Host;

/// <summary>Devices plugged into this process, for the commands that temper-emulator obeys.</summary>
internal sealed class TransportBus(EmulatedTransport transport) : IDeviceBus
{
    private readonly ConcurrentDictionary<int, EmulatedDevice> _plugged = new();

    public bool IsPlugged(int number) =>
        _plugged.TryGetValue(number, out var device) && transport.Devices.Contains(device);

    public async Task<string> PlugAsync(int number, EmulatedDevice device)
    {
        await UnplugAsync(number);
        _plugged[number] = device;
        transport.Plug(device);
        return $"plugged in at {device.PortPath}";
    }

    public Task<bool> UnplugAsync(int number)
    {
        var was = IsPlugged(number);
        if (_plugged.TryRemove(number, out var device))
        {
            transport.Unplug(device);
        }

        return Task.FromResult(was);
    }

    public ValueTask DisposeAsync() => default;
}
