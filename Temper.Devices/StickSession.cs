using Temper.Devices.Errors;
using Temper.Devices.Protocol;
using Temper.Devices.Readings;
using Temper.Devices.Transport;

namespace Temper.Devices;

/// <summary>
/// The conversation with one stick: open, ask who it is, ask for values. Blocks, and is used by one thread only
/// (<see cref="DeviceWorker"/>).
/// </summary>
internal sealed class StickSession(TemperCandidate candidate, TemperOptions options) : IStickSession
{
    // Half a version, or none, is a known fault that passes when asked again: urwen/temper pull requests 16 and 19.
    private const int VersionAttempts = 4;

    // Sticks of the TEMPerV1.4 type must at times be asked twice: padelt/temper-python.
    private const int ReadingAttempts = 2;

    // More earlier queries than this are not left unanswered by two attempts a read.
    private const int MaxOutdated = 32;

    private static readonly TimeSpan QueryLostAfter = TimeSpan.FromSeconds(5);

    private readonly IHidBackend _backend = TemperDevices.BackendOf(options);

    // Outlives a connection: what the stick still owes comes to the next one.
    private readonly QueryLedger _ledger = new(
        options.TimeProvider, TimeSpan.FromTicks(Math.Max(QueryLostAfter.Ticks, 2 * options.DeviceTimeout.Ticks)));

    private IHidConnection? _connection;
    private FirmwareFamily? _family;
    private Codec? _override;
    private bool _sendsInner;

    /// <summary>What the stick is, once it has told so; kept when the connection is lost.</summary>
    public TemperDeviceInfo? Info { get; private set; }

    /// <summary>Opens the stick and asks its firmware version, if that is not done yet.</summary>
    public void Open(Deadline deadline) => Locked(deadline, connection => Identify(connection, deadline));

    /// <summary>Polls the stick once, opening it when necessary.</summary>
    public Reading Read(Deadline deadline) => Locked(deadline, connection =>
    {
        Identify(connection, deadline);
        return AskReading(connection, _family!, deadline);
    });

    public StickCalibration? ReadCalibration(Deadline deadline) => Locked(deadline, connection =>
    {
        Identify(connection, deadline);
        var reply = new CalibrationAssembler();
        return new ReportExchange(connection).Ask(Queries.Calibration, reply, deadline) == ReportFate.Complete
            ? StickCalibration.Decode(reply.Reply, _family!)
            : null;
    });

    public void Dispose() => Disconnect();

    private void Locked(Deadline deadline, Action<IHidConnection> exchange) => Locked(deadline, connection =>
    {
        exchange(connection);
        return true;
    });

    private T Locked<T>(Deadline deadline, Func<IHidConnection, T> exchange)
    {
        ThrowIfOver(deadline, "its turn");
        try
        {
            var connection = _connection ??= _backend.Open((HidInterfaceInfo)candidate.Interface);
            ReportExchange.Lock(connection, candidate.Interface.Node, deadline);
            try
            {
                return exchange(connection);
            }
            finally
            {
                connection.Unlock();
            }
        }
        catch (TemperConnectionException e) when (e is not TemperBusyException)
        {
            Disconnect(); // the next read opens it anew
            throw;
        }
    }

    private void Identify(IHidConnection connection, Deadline deadline)
    {
        if (_family is not null)
        {
            return;
        }

        var version = AskVersion(connection, deadline);
        var family = FirmwareCatalogue.Find(version) ?? throw new UnknownFirmwareException(version.Text, version.Hex);
        _override = options.DecoderOverrides.TryGetValue(version.Text, out var codec) && family.Accepts(codec)
            ? codec
            : null;
        Info = Describe(version, family, _override);
        _family = family;
    }

    private FirmwareVersion AskVersion(IHidConnection connection, Deadline deadline)
    {
        var exchange = new ReportExchange(connection);
        FirmwareVersion? unknown = null;
        var reply = new VersionAssembler();
        for (var attempt = 0; attempt < VersionAttempts && !deadline.IsOver; attempt++)
        {
            reply = new VersionAssembler();
            var within = deadline.Within(options.DeviceTimeout / VersionAttempts);
            if (exchange.Ask(Queries.FirmwareVersion, reply, within) != ReportFate.Complete && !reply.TryTakeUnfamiliar())
            {
                continue;
            }

            var version = reply.Version;
            if (FirmwareCatalogue.Find(version) is not null || unknown?.Hex == version.Hex)
            {
                return version; // the same twice is no accident, known or not
            }

            unknown = version;
        }

        return unknown ?? throw exchange.Failure(reply, NoAnswer("firmware version"));
    }

    private Reading AskReading(IHidConnection connection, FirmwareFamily family, Deadline deadline)
    {
        var exchange = new ReportExchange(connection);
        var reply = new ReadingAssembler(family, _sendsInner, _ledger.ForNextRead());
        for (var (attempt, outdated) = (0, 0); attempt < ReadingAttempts && outdated < MaxOutdated && !deadline.IsOver;)
        {
            var fate = exchange.Ask(Queries.Reading, reply, deadline.Within(options.DeviceTimeout / ReadingAttempts));
            _sendsInner = reply.SendsInner;
            switch (fate)
            {
                case ReportFate.Complete:
                    return family.Decode(reply.Reports, _override);
                case ReportFate.Outdated:
                    outdated++; // the stick speaks again, so there is no need to wait before asking again
                    break;
                default:
                    attempt++;
                    break;
            }
        }

        throw exchange.Failure(reply, NoAnswer("reading"));
    }

    private void ThrowIfOver(Deadline deadline, string what)
    {
        if (deadline.IsOver)
        {
            throw NoAnswer(what);
        }
    }

    private TemperTimeoutException NoAnswer(string what)
        => new($"{candidate.Interface.Node} ({candidate.PortPath}) gave no {what} in time: if it stays so, replug it");

    private TemperDeviceInfo Describe(FirmwareVersion version, FirmwareFamily family, Codec? codec) => new()
    {
        PortPath = candidate.PortPath,
        Version = version.Text,
        FirmwareFamily = family.Id,
        Codec = (codec ?? family.Codec).Name,
        VendorId = candidate.Interface.VendorId,
        ProductId = candidate.Interface.ProductId,
        BcdDevice = candidate.Interface.BcdDevice,
        InterfaceNumber = candidate.Interface.InterfaceNumber,
        Node = candidate.Interface.Node,
    };

    private void Disconnect()
    {
        _connection?.Dispose();
        _connection = null;
    }
}
