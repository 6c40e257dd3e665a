using Temper.Devices.Protocol;
using Temper.Devices.Transport;

namespace Temper.Devices.Sessions;

/// <summary>
/// The conversation with one device: open it, ask for its firmware version, ask for readings. Blocks, and is used by
/// one thread only (<see cref="DeviceWorker"/>).
/// </summary>
internal sealed class DeviceSession : IDisposable
{
    private readonly TemperCandidate _candidate;

    // Outlives a connection: what the device still owes comes to the next one.
    private readonly QueryLedger _ledger;
    private readonly IDialogue _dialogue;
    private readonly Identification _identification;
    private readonly DeviceConnection _connection;
    private readonly ReadingPoll _poll;
    private readonly Quarantine _quarantine;
    private readonly Func<TemperTimeoutException> _noReading;

    public DeviceSession(TemperCandidate candidate, TemperOptions options)
    {
        _candidate = candidate;
        _ledger = new QueryLedger(options.TimeProvider);
        _dialogue =
            candidate.Interface.Transport == TransportKind.Serial
                ? new TextDialogue(_ledger)
                : new HidDialogue(_ledger, options.DecoderOverrides);
        var versionTimes = new AnswerTimes(options.DeviceTimeout / _dialogue.VersionAttempts, options.DeviceTimeout);
        _identification = new Identification(candidate, _dialogue, versionTimes, options);
        _connection = new DeviceConnection(candidate, options.TimeProvider);
        _quarantine = new Quarantine(candidate, options.TimeProvider);
        _noReading = () => NoAnswer(candidate, "the reading");
        _poll = new ReadingPoll(_dialogue, _ledger, versionTimes, options.DeviceTimeout);
    }

    /// <summary>
    /// The identity of the device, once it has answered the version query. Kept if the connection is lost.
    /// </summary>
    public TemperDeviceInfo? Info => _identification.Info;

    /// <summary>Creates the error for a device that sends nothing.</summary>
    public static TemperTimeoutException NoAnswer(TemperCandidate candidate, string what) =>
        new($"{candidate.Interface.Node}: timed out waiting for {what}; if this persists, replug the device");

    /// <summary>Opens the device and asks for its firmware version, unless it has answered before.</summary>
    public TemperDeviceInfo Open(Deadline deadline) =>
        WithConnection(deadline, connection => _identification.Identify(connection, deadline));

    /// <summary>Reads the device once, and opens it if necessary.</summary>
    public Reading Read(Deadline deadline) =>
        WithConnection(
            deadline,
            connection =>
            {
                _identification.Identify(connection, deadline);
                return _poll.Read(connection, deadline, _noReading);
            }
        );

    /// <summary>Reads the calibration in the device. Returns <see langword="null"/> if it does not answer.</summary>
    public DeviceCalibration? ReadCalibration(Deadline deadline) =>
        WithConnection(
            deadline,
            connection =>
            {
                _identification.Identify(connection, deadline);
                return
                    _dialogue.AskCalibration(connection) is { } exchange
                    && exchange.Ask(deadline, deadline.Remaining) == ReplyProgress.Complete
                    ? exchange.Answer
                    : null;
            }
        );

    /// <summary>
    /// Reopens a silent device, which may take longer than the deadline of a read allows. A device with a shared USB id
    /// must have been identified first, because opening a serial port can reset a device that is not a TEMPer.
    /// </summary>
    public void Maintain()
    {
        if (Info is not null || !_dialogue.SharesUsbId)
        {
            _connection.ReopenIfSilent();
        }
    }

    public void Dispose() => _connection.Dispose();

    private T WithConnection<T>(Deadline deadline, Func<ITransportConnection, T> talk)
    {
        _quarantine.ThrowIfActive();
        _identification.ThrowIfPaused();
        if (deadline.IsOver)
        {
            throw NoAnswer(_candidate, "an earlier read");
        }

        try
        {
            var connection = _connection.Open();
            if (!connection.TryLock(deadline.Remaining))
            {
                throw TemperBusyException.InUse(_candidate.Interface.Node);
            }

            try
            {
                return Observe(connection, talk);
            }
            finally
            {
                connection.Unlock();
            }
        }
        catch (TemperDeviceGoneException)
        {
            _connection.Dispose(); // the next read opens it anew
            throw;
        }
    }

    private T Observe<T>(ITransportConnection connection, Func<ITransportConnection, T> talk)
    {
        var hasFailed = true;
        try
        {
            var result = talk(connection);
            hasFailed = false;
            return result;
        }
        finally
        {
            _connection.EndRead(hasFailed);
            _quarantine.Note(_connection.LastWriteHung);
            if (_connection.SilentFor is { } silence)
            {
                _ledger.ForgetReadings(silence);
            }
        }
    }
}
