namespace Temper.Exporter.Hosting;

internal static class CancellationTokenExtensions
{
    /// <summary>Waits until the token is cancelled, and completes without an exception.</summary>
    public static async Task WhenCancelled(this CancellationToken token)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = token.Register(cancelled.SetResult);
        await cancelled.Task;
    }
}
