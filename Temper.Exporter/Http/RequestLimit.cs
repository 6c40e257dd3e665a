namespace Temper.Exporter.Http;

/// <summary>Limits how many requests are handled at once.</summary>
/// <param name="most">The limit; 0 for none.</param>
internal sealed class RequestLimit(int most)
{
    private int _count;

    /// <summary>Begins a request, which <see cref="Leave"/> ends, unless there are as many as the limit.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _count) <= most || most == 0)
        {
            return true;
        }

        Leave();
        return false;
    }

    /// <summary>Ends a request.</summary>
    public void Leave() => Interlocked.Decrement(ref _count);
}
