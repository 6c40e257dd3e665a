using Microsoft.Extensions.Logging;
using Temper.CommandLine.Config;
using Temper.Devices;

namespace Temper.Mqtt;

/// <summary>Reads the devices at an interval and publishes what it reads, for as long as it runs.</summary>
internal sealed partial class Publisher(
    BrokerOptions broker,
    Topics topics,
    TemperOptions options,
    UserConfig config,
    ILoggerFactory logging
)
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);

    private readonly ILogger _logger = logging.CreateLogger(nameof(Temper));
    private readonly TimeProvider _time = options.TimeProvider;
    private readonly Inbox _inbox = new();
    private readonly DeviceRegister _register = new(topics, config.Names, options.TimeProvider);
    private readonly HashSet<object> _warned = [];
    private string? _lastProblem;

    /// <summary>Runs until the token is cancelled.</summary>
    /// <exception cref="PlatformNotSupportedException">Devices cannot be read on this system.</exception>
    public async Task RunAsync(TimeSpan interval, CancellationToken stop)
    {
        LogStarting(MqttProgram.Version, topics.ClientId);
        if (broker.ExposesPassword)
        {
            LogExposed();
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await using var devices = new TemperDeviceSet(options);
        var watching = EndingAsync(WatchAsync(devices, interval, ended.Token), ended);
        await EndingAsync(ConnectAgainAndAgainAsync(ended.Token), ended);
        await watching;
        LogStopped();
    }

    // The end of one ends the other.
    private static async Task EndingAsync(Task task, CancellationTokenSource ended)
    {
        try
        {
            await task;
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested) { }
        finally
        {
            await ended.CancelAsync();
        }
    }

    private async Task WatchAsync(TemperDeviceSet devices, TimeSpan interval, CancellationToken stop)
    {
        await foreach (var snapshot in devices.WatchAsync(interval, stop))
        {
            foreach (var (entry, problem) in UnmatchedEntries.Of(config, snapshot))
            {
                if (_warned.Add(entry))
                {
                    LogUnmatched(problem);
                }
            }

            _inbox.Add(snapshot);
        }
    }

    private async Task ConnectAgainAndAgainAsync(CancellationToken stop)
    {
        var delay = new ReconnectDelay();
        while (true)
        {
            var connected = TimeSpan.Zero;
            try
            {
                using var link = await BrokerLink.ConnectAsync(broker, topics, _inbox, stop);
                var start = _time.GetTimestamp();
                LogConnected(broker.Address.ToString());
                _lastProblem = null;
                try
                {
                    await ServeAsync(link, stop);
                }
                finally
                {
                    connected = _time.GetElapsedTime(start);
                }
            }
            catch (BrokerException e)
            {
                Report(e.Message);
            }

            await Task.Delay(delay.Next(connected), _time, stop);
        }
    }

    /// <summary>Publishes until the connection is lost or the program stops.</summary>
    private async Task ServeAsync(BrokerLink link, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop, link.Lost);
        _inbox.RequestAnnouncement();
        try
        {
            while (true)
            {
                await _inbox.WaitAsync(end.Token);
                TakeNews();
                foreach (var (topic, payload) in _register.Due())
                {
                    await link.PublishAsync(topic, payload, end.Token);
                    _register.MarkPublished(topic, payload);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await SayGoodbyeAsync(link);
            throw;
        }
        catch (OperationCanceledException)
        {
            throw new BrokerException(BrokerException.ConnectionLost);
        }
    }

    private void TakeNews()
    {
        var (snapshot, remembered, isAnnouncementDue) = _inbox.Take();
        if (isAnnouncementDue)
        {
            _register.PublishAll();
        }

        foreach (var id in remembered)
        {
            _register.Remember(id);
        }

        foreach (var id in snapshot is null ? [] : _register.Update(snapshot))
        {
            LogRemoved(id);
        }
    }

    private async Task SayGoodbyeAsync(BrokerLink link)
    {
        using var timeout = new CancellationTokenSource(StopTimeout, _time);
        try
        {
            await link.PublishAsync(topics.Status, KnownDevice.Offline, timeout.Token);
            await link.CloseAsync(timeout.Token);
        }
        catch (Exception e) when (e is BrokerException or OperationCanceledException)
        {
            LogGoodbyeFailed(e.Message); // the broker publishes the last will
        }
    }

    // An outage is one line, however many attempts it takes.
    private void Report(string problem)
    {
        if (_lastProblem != problem)
        {
            LogNotConnected(broker.Address.ToString(), problem);
            _lastProblem = problem;
        }
    }

    [LoggerMessage(LogLevel.Information, "starting temper-mqtt version={Version} client_id={ClientId}")]
    private partial void LogStarting(string version, string clientId);

    [LoggerMessage(LogLevel.Information, "connected to broker address={Address}")]
    private partial void LogConnected(string address);

    [LoggerMessage(LogLevel.Warning, "not connected to broker; trying again address={Address} reason={Reason}")]
    private partial void LogNotConnected(string address, string reason);

    [LoggerMessage(LogLevel.Warning, "the password is sent without TLS; give --broker mqtts://...")]
    private partial void LogExposed();

    [LoggerMessage(LogLevel.Warning, "config entry has no effect reason={Reason}")]
    private partial void LogUnmatched(string reason);

    [LoggerMessage(LogLevel.Information, "device missing for a day; removed from the broker id={Id}")]
    private partial void LogRemoved(string id);

    [LoggerMessage(LogLevel.Warning, "cannot publish offline reason={Reason}")]
    private partial void LogGoodbyeFailed(string reason);

    [LoggerMessage(LogLevel.Information, "stopped")]
    private partial void LogStopped();
}
