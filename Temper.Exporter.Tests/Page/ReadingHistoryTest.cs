using Microsoft.Extensions.Time.Testing;
using Temper.Devices;
using Temper.Emulator;
using Temper.Exporter.Page;
using Temper.Testing;

namespace Temper.Exporter.Tests.Page;

/// <summary>A history of one device with two sensors.</summary>
public abstract class ReadingHistoryTest
{
    private protected static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private protected ReadingHistory History { get; set; } = new();
    private protected EmulatedDevice Device { get; set; } = DevicesAt.Twin("usb-1");

    // The device as it was in the last snapshot that had one.
    private protected DeviceSnapshot Last { get; set; } = null!;
    private protected EmulatedTransport Transport { get; set; } = null!;
    private protected TemperDeviceSet Devices { get; set; } = null!;

    [SetUp]
    public void PlugIn()
    {
        Transport = DevicesAt.Transport(new FakeTimeProvider(), Device);
        Devices = new TemperDeviceSet(new TemperOptions { Transports = [Transport] });
    }

    [TearDown]
    public ValueTask Unplug() => Devices.DisposeAsync();

    private protected async Task AddAt(double second)
    {
        var snapshot = await Devices.ReadAsync() with { TakenAt = Noon.AddSeconds(second) };
        History.Add(snapshot);
        Last = snapshot.Devices.FirstOrDefault() ?? Last;
    }

    private protected IEnumerable<(double Second, double? Value)> Internal(int hours = 1) =>
        History
            .Of(Last, hours)
            .Single(sensor => (sensor.Sensor, sensor.Quantity) == ("internal", Quantity.Temperature))
            .Points.Select(point => ((point.Time - Noon).TotalSeconds, point.Value));
}
