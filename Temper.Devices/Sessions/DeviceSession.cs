using Temper.Devices.Protocol;
using Temper.Devices.Transport;

namespace Temper.Devices.Sessions;

/// <summary>
/// The conversation with one device: open it, ask for its firmware version, ask for values. Blocks, and is used by one
/// thread only (<see cref="DeviceWorker"/>).
/// </summary>
internal sealed class DeviceSession : IDisposable
{
    // Devices of the TEMPerV1.4 type must at times be asked twice: padelt/temper-python.
    private const int ReadingAttempts = 2;

    // More earlier queries than this are not left unanswered by two attempts a read.
    private const int MaxOutdated = 32;

    private static readonly TimeSpan QueryLostAfter = TimeSpan.FromSeconds(5);

    private readonly TemperCandidate _candidate;
    private readonly TimeSpan _deviceTimeout;
    private readonly IDialogue _dialogue;

    // Outlives a connection: what the device still owes comes to the next one (docs/adr/0004).
    private readonly QueryLedger _ledger;

    private ITransportConnection? _connection;
    private TemperException? _foreign;

    public DeviceSession(TemperCandidate candidate, TemperOptions options)
    {
        _candidate = candidate;
        _deviceTimeout = options.DeviceTimeout;
        _ledger = new QueryLedger(
            options.TimeProvider,
            TimeSpan.FromTicks(Math.Max(QueryLostAfter.Ticks, 2 * options.DeviceTimeout.Ticks))
        );
        _dialogue =
            candidate.Interface.Transport == TransportKind.Serial
                ? new TextDialogue(_ledger)
                : new HidDialogue(_ledger, options.DecoderOverrides);
    }

    /// <summary>What the device is, once it has answered the version query; kept when the connection is lost.</summary>
    public TemperDeviceInfo? Info { get; private set; }

    /// <summary>Opens the device and asks for its firmware version, if that is not done yet.</summary>
    public TemperDeviceInfo Open(Deadline deadline) =>
        WithConnection(deadline, connection => Identify(connection, deadline));

    /// <summary>Polls the device once, opening it when necessary.</summary>
    public Reading Read(Deadline deadline) =>
        WithConnection(
            deadline,
            connection =>
            {
                Identify(connection, deadline);
                return AskReading(connection, deadline);
            }
        );

    /// <summary>Asks for the device's own calibration; <see langword="null"/> when it does not answer that.</summary>
    public DeviceCalibration? ReadCalibration(Deadline deadline) =>
        WithConnection(
            deadline,
            connection =>
            {
                Identify(connection, deadline);
                return
                    _dialogue.AskCalibration(connection) is { } exchange
                    && exchange.Ask(deadline) == ReplyProgress.Complete
                    ? exchange.Answer
                    : null;
            }
        );

    public void Dispose() => Disconnect();

    private T WithConnection<T>(Deadline deadline, Func<ITransportConnection, T> talk)
    {
        if (_foreign is not null)
        {
            throw _foreign;
        }

        if (deadline.IsOver)
        {
            throw NoAnswer("its turn");
        }

        try
        {
            _connection ??= _candidate.Open();
            if (!_connection.TryLock(deadline.Remaining))
            {
                throw TemperBusyException.InUse(_candidate.Interface.Node);
            }

            try
            {
                return talk(_connection);
            }
            finally
            {
                _connection.Unlock();
            }
        }
        catch (TemperConnectionException e) when (e is not TemperBusyException)
        {
            Disconnect(); // the next read opens it anew
            throw;
        }
    }

    private TemperDeviceInfo Identify(ITransportConnection connection, Deadline deadline)
    {
        if (Info is not null)
        {
            return Info;
        }

        var hasTime = deadline.Remaining >= _deviceTimeout / 2; // another program did not use it up
        try
        {
            return Info = AskInfo(connection, deadline);
        }
        catch (TemperException e) when (e is not TemperConnectionException && _dialogue.SharesUsbId && hasTime)
        {
            _foreign = e;
            throw;
        }
    }

    private TemperDeviceInfo AskInfo(ITransportConnection connection, Deadline deadline)
    {
        var exchange = _dialogue.AskVersion(connection);
        FirmwareVersion? unknown = null;
        for (var attempt = 0; attempt < _dialogue.VersionAttempts && !deadline.IsOver; attempt++)
        {
            if (exchange.Ask(deadline.Within(_deviceTimeout / _dialogue.VersionAttempts)) != ReplyProgress.Complete)
            {
                continue;
            }

            var version = exchange.Answer;
            if (_dialogue.Recognize(version) is { } names)
            {
                return Describe(version, names);
            }

            if (unknown?.Hex == version.Hex)
            {
                break; // the same twice is not an accident
            }

            unknown = version;
        }

        throw unknown is null
            ? exchange.Failure(NoAnswer("firmware version"))
            : new UnknownFirmwareException(unknown.Text, unknown.Hex);
    }

    private Reading AskReading(ITransportConnection connection, Deadline deadline)
    {
        var exchange = _dialogue.AskReading(connection);
        _ledger.BeginRead();
        for (
            var (attempt, outdated) = (0, 0);
            attempt < ReadingAttempts && outdated < MaxOutdated && !deadline.IsOver;

        )
        {
            switch (exchange.Ask(deadline.Within(_deviceTimeout / ReadingAttempts)))
            {
                case ReplyProgress.Complete:
                    return exchange.Answer;
                case ReplyProgress.Outdated:
                    outdated++; // the device answers again, so there is no need to wait before asking again
                    break;
                default:
                    attempt++;
                    break;
            }
        }

        throw exchange.Failure(NoAnswer("reading"));
    }

    private TemperTimeoutException NoAnswer(string what) =>
        new($"{_candidate.Interface.Node} ({_candidate.PortPath}) gave no {what} in time: if it stays so, replug it");

    private TemperDeviceInfo Describe(FirmwareVersion version, DecoderNames names) =>
        new()
        {
            PortPath = _candidate.PortPath,
            Version = version.Text,
            FirmwareFamily = names.Family,
            Codec = names.Codec,
            VendorId = _candidate.Interface.VendorId,
            ProductId = _candidate.Interface.ProductId,
            BcdDevice = _candidate.Interface.BcdDevice,
            InterfaceNumber = _candidate.Interface.InterfaceNumber,
            Node = _candidate.Interface.Node,
        };

    private void Disconnect()
    {
        _connection?.Dispose();
        _connection = null;
    }
}
