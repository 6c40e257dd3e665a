namespace Temper.Emulator;

/// <summary>Selects the queries that a device loses: it accepts them and never answers.</summary>
/// <param name="share">The share of lost queries, from 0 (none) to 1 (all).</param>
/// <param name="seed">The seed of the random choice. The same seed loses the same queries.</param>
public sealed class QueryLoss(double share, int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Returns whether the next query is lost.</summary>
    public bool Next()
    {
        lock (_random)
        {
            return _random.NextDouble() < share;
        }
    }
}
