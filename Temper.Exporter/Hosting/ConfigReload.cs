using Microsoft.Extensions.Logging;

namespace Temper.Exporter.Hosting;

/// <summary>
/// Reads the configuration files again on request. Either all of them are used, or, if one is invalid, none.
/// </summary>
/// <param name="files">Reads each file, and returns what makes it hold.</param>
/// <param name="time">The clock.</param>
internal sealed partial class ConfigReload(IReadOnlyList<Func<Action>> files, TimeProvider time)
{
    private readonly Lock _gate = new();
    private Task _running = Task.CompletedTask;
    private Task<string?>? _next;

    /// <summary>Whether there is a file to read again.</summary>
    public bool HasFiles => files.Count > 0;

    /// <summary>The result of the last reload. The start counts as a successful one.</summary>
    public ReloadStatus Status { get; private set; } = new(IsSuccessful: true, time.GetUtcNow());

    /// <summary>Reads the files again.</summary>
    /// <param name="logger">Gets the result.</param>
    /// <returns>What is wrong, in one line, or <see langword="null"/> if the files hold now.</returns>
    public Task<string?> ReloadAsync(ILogger logger)
    {
        lock (_gate)
        {
            // One that is running may have read the files before they changed. One that waits has not.
            var previous = _running;
            return _next ??= Task.Run(() => RunAfterAsync(previous, logger));
        }
    }

    private async Task<string?> RunAfterAsync(Task previous, ILogger logger)
    {
        await previous;
        lock (_gate)
        {
            (_running, _next) = (_next!, null);
        }

        var problem = Load();
        Status = problem is null ? new(IsSuccessful: true, time.GetUtcNow()) : Status with { IsSuccessful = false };
        if (problem is null)
        {
            LogReloaded(logger);
        }
        else
        {
            LogNotReloaded(logger, problem);
        }

        return problem;
    }

    private string? Load()
    {
        try
        {
            var uses = files.Select(read => read()).ToList();
            uses.ForEach(use => use());
            return null;
        }
        catch (Exception e) // whatever the error is, the program serves with what it has
        {
            return e.Message.ReplaceLineEndings(" ");
        }
    }

    [LoggerMessage(LogLevel.Information, "configuration reloaded")]
    private static partial void LogReloaded(ILogger logger);

    [LoggerMessage(LogLevel.Error, "configuration not reloaded; the previous one stays in use error={Error}")]
    private static partial void LogNotReloaded(ILogger logger, string error);
}

/// <summary>The result of the last reload.</summary>
/// <param name="IsSuccessful">Whether the files were used.</param>
/// <param name="SucceededAt">When files were last used.</param>
internal sealed record ReloadStatus(bool IsSuccessful, DateTimeOffset SucceededAt);
