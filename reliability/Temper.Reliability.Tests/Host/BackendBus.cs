using System.Collections.Concurrent;
using Temper.Emulator;
using Temper.Emulator.Usb.UsbIp;

namespace Temper.Reliability.Tests.Host;

/// <summary>Sticks plugged into this process, for the commands that temper-emulator obeys.</summary>
internal sealed class BackendBus(EmulatedHidBackend backend) : IStickBus
{
    private readonly ConcurrentDictionary<int, EmulatedStick> _plugged = new();

    public bool IsPlugged(int number) => _plugged.TryGetValue(number, out var stick) && backend.Sticks.Contains(stick);

    public async Task<string> PlugAsync(int number, EmulatedStick stick)
    {
        await UnplugAsync(number);
        _plugged[number] = stick;
        backend.Plug(stick);
        return $"plugged in at {stick.PortPath}";
    }

    public Task<bool> UnplugAsync(int number)
    {
        var was = IsPlugged(number);
        if (_plugged.TryRemove(number, out var stick))
        {
            backend.Unplug(stick);
        }

        return Task.FromResult(was);
    }

    public ValueTask DisposeAsync() => default;
}
