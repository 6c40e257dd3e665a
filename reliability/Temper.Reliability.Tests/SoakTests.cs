using Temper.Reliability.Tests.Host;

namespace Temper.Reliability.Tests;

/// <summary>
/// The hour's soak, in short: its load, and no figure that grows. It waits most of its time, and so runs beside others.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class SoakTests
{
    [Test]
    public async Task A_minute_of_everything_at_once_leaves_nothing_behind()
    {
        await using var exporter = await HostedExporter.StartAsync(Soak.Devices);
        var soak = new Soak(exporter, line => Figures.Add("Soak", line));
        await soak.RunAsync(TimeSpan.FromSeconds(15), reportEvery: TimeSpan.FromSeconds(15)); // compiles
        var before = exporter.Figures();

        await soak.RunAsync(TimeSpan.FromSeconds(45), reportEvery: TimeSpan.FromSeconds(15));

        var after = exporter.Figures();
        soak.Missing.Should().Be(0);
        after.Threads.Should().BeLessThan(64);
        after.Descriptors.Should().BeLessThan(before.Descriptors + 20);
        exporter.Log.Should().NotContain(line => line.Contains("level=error", StringComparison.Ordinal));
    }
}
