using Temper.Devices;
using Temper.Emulator;
using Temper.Exporter.Http;
using Temper.Exporter.Page;
using Temper.Exporter.Testing;
using Temper.Testing;

namespace Temper.Exporter.Browser.Tests;

/// <summary>The exporter in this process, with readings of the last minutes in its history.</summary>
internal static class PastExporter
{
    /// <summary>Two devices with two sensors each.</summary>
    public static IReadOnlyList<EmulatedDevice> TwoDevices() =>
        [DevicesAt.Twin("usb-1.1"), DevicesAt.Hygrometer("usb-1.2")];

    /// <summary>
    /// Starts it. The first device warms up from 20 °C by 1 °C in an hour, and the others stay as they are.
    /// </summary>
    /// <param name="devices">The devices.</param>
    /// <param name="minutes">For how long they have been read.</param>
    /// <param name="settings">The options of the server, apart from its history.</param>
    public static async Task<RunningExporter> StartAsync(
        IReadOnlyList<EmulatedDevice> devices,
        int minutes,
        ServerSettings? settings = null
    )
    {
        var options = new TemperOptions { Transports = [DevicesAt.Transport(TimeProvider.System, [.. devices])] };
        var history = new ReadingHistory();
        await using (var past = new TemperDeviceSet(options))
        {
            var now = DateTimeOffset.UtcNow;
            for (var minute = 0; minute < minutes; minute++)
            {
                var sixteenths = (20 * 16) + (minute * 16 / 60); // the device's resolution
                devices[0].SetData($"{sixteenths << 4:x4}14a0");
                history.Add(await past.ReadAsync() with { TakenAt = now.AddMinutes(minute - minutes) });
            }
        }

        return await RunningExporter.StartAsync(options, (settings ?? new()) with { History = history });
    }
}
