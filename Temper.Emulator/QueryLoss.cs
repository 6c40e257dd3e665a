namespace Temper.Emulator;

/// <summary>A device that loses queries: it takes them and never answers.</summary>
/// <param name="share">The share of queries that are lost, from 0 (none) to 1 (all).</param>
/// <param name="seed">The same seed loses the same queries.</param>
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
