using System.Diagnostics;
using Temper.Reliability.Tests.Host;

namespace Temper.Reliability.Tests;

internal static class Until
{
    /// <summary>Looks again until the condition holds.</summary>
    public static async Task TrueAsync(Func<Task<bool>> condition, string what)
    {
        var start = Stopwatch.StartNew();
        while (!await condition())
        {
            start.Elapsed.Should().BeLessThan(HostedExporter.Patience, what);
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }
    }
}
