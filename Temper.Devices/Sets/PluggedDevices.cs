using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Temper.Devices.Sets;

/// <summary>The plugged-in devices of a set. Concurrent callers share a listing.</summary>
internal sealed partial class PluggedDevices : IAsyncDisposable
{
    private static readonly Dictionary<SharedDevice, SharedTask<DeviceSnapshot?>.Share> NoReads = [];

    private readonly TemperOptions _options;
    private readonly CancellationToken _closing;
    private readonly ILogger _logger;
    private readonly DeviceHistories _histories = new();

    // By instance, not by port: a device that was replugged between two listings is a new one in the old port. One
    // listing runs at a time, and nothing else touches this.
    private readonly Dictionary<string, SharedDevice> _devices = new(StringComparer.Ordinal);
    private string? _listError;
    private volatile Listing _last = new([], [], []);

    public PluggedDevices(TemperOptions options, ILogger logger, CancellationToken closing)
    {
        _options = options;
        _closing = closing;
        _logger = logger;
        Listings = new SharedTask<Listing>(ListAsync);
    }

    public SharedTask<Listing> Listings { get; }

    /// <summary>What the last listing found.</summary>
    public Listing Last => _last;

    /// <summary>Joins the reads that are in flight now and that a call now may share.</summary>
    public IReadOnlyDictionary<SharedDevice, SharedTask<DeviceSnapshot?>.Share> JoinRunningReads()
    {
        Dictionary<SharedDevice, SharedTask<DeviceSnapshot?>.Share>? running = null;
        foreach (var device in Last.Devices)
        {
            if (device.Reads.JoinRunning() is { } share)
            {
                (running ??= [])[device] = share;
            }
        }

        return running ?? NoReads;
    }

    /// <summary>Closes every device; no listing may be in flight.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_devices.Values.Select(device => device.DisposeAsync().AsTask())).ConfigureAwait(false);
        _devices.Clear();
    }

    // Listing a new device can block, so that is done on another thread. Finding out that nothing is new never blocks.
    private Task<Listing> ListAsync() =>
        _last is { Sources: [_, ..] } last && last.Sources.All(source => source.IsCurrent)
            ? Task.FromResult(last)
            : Task.Run(List, _closing);

    private Listing List()
    {
        var sources = ListSources();
        var found = CandidateFinder.Find(sources, _options.Filter).ToLookup(candidate => candidate.Unsupported is null);
        var readable = found[true].ToList();
        LetGoOfUnplugged(readable);
        return _last = new(sources, [.. readable.Select(DeviceOf)], [.. found[false]]);
    }

    private IReadOnlyList<CandidateFinder.Listed> ListSources()
    {
        try
        {
            var listed = CandidateFinder.List(TemperDevices.TransportsOf(_options));
            _listError = null;
            return listed;
        }
        catch (TemperException e)
        {
            if (_listError != e.Message)
            {
                _listError = e.Message;
                LogCannotList(_logger, e.Message);
            }

            throw;
        }
    }

    private void LetGoOfUnplugged(List<TemperCandidate> candidates)
    {
        _histories.Trim(candidates.Select(candidate => candidate.PortPath).ToHashSet(StringComparer.Ordinal));
        var present = candidates.Select(candidate => candidate.Interface.InstanceId).ToHashSet(StringComparer.Ordinal);
        foreach (var (instance, device) in _devices.Where(entry => !present.Contains(entry.Key)).ToList())
        {
            _devices.Remove(instance);
            device.Unplug();
        }
    }

    private SharedDevice DeviceOf(TemperCandidate candidate)
    {
        var instance = candidate.Interface.InstanceId;
        if (!_devices.TryGetValue(instance, out var device))
        {
            var log = new DeviceLog(candidate.PortPath, _logger, _options.TimeProvider);
            device = new SharedDevice(candidate, _options, log, _histories, _closing);
            _devices.Add(instance, device);
        }

        return device;
    }

    [LoggerMessage(LogLevel.Warning, "cannot list devices error={Error}")]
    private static partial void LogCannotList(ILogger logger, string error);

    /// <summary>The devices that are plugged in.</summary>
    /// <param name="Sources">What each transport listed.</param>
    /// <param name="Devices">The supported devices, in the order in which they were plugged in.</param>
    /// <param name="Unsupported">The unsupported devices.</param>
    internal sealed record Listing(
        IReadOnlyList<CandidateFinder.Listed> Sources,
        ImmutableArray<SharedDevice> Devices,
        ImmutableArray<TemperCandidate> Unsupported
    );
}
