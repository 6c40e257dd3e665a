using BenchmarkDotNet.Attributes;
using Temper.Devices;
using Temper.Emulator;
using Temper.Exporter.Metrics;

namespace Temper.Benchmarks.Micro;

/// <summary>From emulated devices to a snapshot, and from a snapshot to the text of a scrape.</summary>
[MemoryDiagnoser]
public class ExpositionBenchmarks
{
    private readonly Exposition _exposition = new(
        withDewPoint: false,
        withProcessMetrics: false,
        time: TimeProvider.System
    );

    private TemperDeviceSet _devices = null!;
    private TemperSnapshot _snapshot = null!;

    /// <summary>How many devices are plugged in.</summary>
    [Params(2, 8)]
    public int Devices { get; set; }

    /// <summary>Plugs the devices in and reads them once.</summary>
    [GlobalSetup]
    public async Task ReadOnceAsync()
    {
        var transport = new EmulatedTransport(TimeProvider.System);
        var model = DeviceModels.Find("TEMPer2_M12_V1.3")!;
        for (var number = 1; number <= Devices; number++)
        {
            transport.Plug(new EmulatedDevice(model, $"usb-1.{number}"));
        }

        _devices = new TemperDeviceSet(new TemperOptions { Transports = [transport] });
        _snapshot = await _devices.ReadAsync();
    }

    /// <summary>Unplugs the devices.</summary>
    [GlobalCleanup]
    public async Task CloseAsync() => await _devices.DisposeAsync();

    /// <summary>Reads all devices, which answer at once.</summary>
    [Benchmark]
    public Task<TemperSnapshot> Snapshot() => _devices.ReadAsync();

    /// <summary>Writes the text of a scrape when the last scrape had the same series.</summary>
    [Benchmark]
    public Task<int> SameSeries() => WriteAsync(_exposition);

    /// <summary>Writes the text of the first scrape, or of one with other series than the last.</summary>
    [Benchmark]
    public Task<int> OtherSeries() =>
        WriteAsync(new Exposition(withDewPoint: false, withProcessMetrics: false, time: TimeProvider.System));

    private async Task<int> WriteAsync(Exposition exposition)
    {
        using var text = await exposition.WriteAsync(
            _snapshot,
            Exposition.TextContentType,
            isWanted: null,
            CancellationToken.None
        );
        return text.Memory.Length;
    }
}
