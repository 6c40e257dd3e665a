using System.Text;

namespace Temper.Read.Tests;

/// <summary>A writer that signals the end of each snapshot, when it is flushed.</summary>
internal sealed class RoundCounter(TextWriter inner) : TextWriter
{
    private readonly SemaphoreSlim _rounds = new(0);

    public override Encoding Encoding => inner.Encoding;

    public Task NextAsync() => _rounds.WaitAsync();

    public override void Write(char value) => inner.Write(value);

    public override Task WriteAsync(string? value) => inner.WriteAsync(value);

    public override Task FlushAsync(CancellationToken cancellationToken)
    {
        _rounds.Release();
        return Task.CompletedTask;
    }

    protected override void Dispose(bool disposing)
    {
        _rounds.Dispose();
        base.Dispose(disposing);
    }
}
