using System.Collections.Immutable;

namespace Temper.Devices;

/// <summary>
/// One reading of all sticks, under way or complete. Callers whose time is up before the slowest stick's take what is
/// there by then (<see cref="SoFar"/>); the round goes on for the others.
/// </summary>
internal sealed class SnapshotRound
{
    private readonly TimeProvider _time;
    private readonly long _start;
    private volatile Sticks? _sticks;

    public SnapshotRound(TimeProvider time, Func<Sticks> begin)
    {
        _time = time;
        _start = time.GetTimestamp();
        Whole = Task.Run(() => RunAsync(begin));
    }

    /// <summary>The snapshot with every stick's reading or error.</summary>
    public Task<TemperSnapshot> Whole { get; }

    /// <summary>The snapshot with what is there now, or <see langword="null"/> when not even the sticks are listed.</summary>
    public TemperSnapshot? SoFar()
        => _sticks is { } sticks
            ? Snapshot([.. sticks.Reads.Select(read => read.Task.IsCompletedSuccessfully ? read.Task.Result : read.Overdue())], sticks.Unsupported)
            : null;

    private async Task<TemperSnapshot> RunAsync(Func<Sticks> begin)
    {
        var sticks = begin();
        _sticks = sticks;
        return Snapshot([.. await Task.WhenAll(sticks.Reads.Select(read => read.Task)).ConfigureAwait(false)], sticks.Unsupported);
    }

    private TemperSnapshot Snapshot(ImmutableArray<StickSnapshot> sticks, ImmutableArray<TemperCandidate> unsupported)
        => new(sticks, _time.GetUtcNow(), _time.GetElapsedTime(_start)) { Unsupported = unsupported };

    /// <summary>What a round is made of.</summary>
    /// <param name="Reads">The sticks that are being read.</param>
    /// <param name="Unsupported">Those that cannot be.</param>
    internal sealed record Sticks(ImmutableArray<StickRead> Reads, ImmutableArray<TemperCandidate> Unsupported);

    /// <summary>One stick's part.</summary>
    /// <param name="Task">Its reading, or error.</param>
    /// <param name="Overdue">What to tell while there is none.</param>
    internal sealed record StickRead(Task<StickSnapshot> Task, Func<StickSnapshot> Overdue);
}
