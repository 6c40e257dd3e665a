using System.Diagnostics;

namespace Temper.Testing;

/// <summary>Waits for other processes and the kernel, which have no clock that a test could move.</summary>
public static class Until
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60); // how long a hang may hold up the tests

    /// <summary>Checks a condition again and again until it holds.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="what">What is waited for, for the message.</param>
    /// <exception cref="TimeoutException">The condition did not hold within a minute.</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition, string what)
    {
        var start = Stopwatch.StartNew();
        while (!await condition())
        {
            if (start.Elapsed >= Timeout)
            {
                throw new TimeoutException($"timed out after {Timeout.TotalSeconds} s: {what}");
            }

            await Task.Delay(Interval);
        }
    }
}
