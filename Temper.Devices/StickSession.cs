using Temper.Devices.Errors;
using Temper.Devices.Protocol;
using Temper.Devices.Readings;
using Temper.Devices.Transport;

namespace Temper.Devices;

/// <summary>
/// The conversation with one stick: open, ask who it is, ask for values, and get back in step after a failure.
/// Blocks, and is used by one thread only (<see cref="DeviceWorker"/>).
/// </summary>
internal sealed class StickSession(TemperCandidate candidate, TemperOptions options) : IDisposable
{
    // Half a version, or none, is a known fault that passes when asked again: urwen/temper pull requests 16 and 19.
    private const int VersionAttempts = 4;

    // Sticks of the TEMPerV1.4 type must at times be asked twice: padelt/temper-python.
    private const int ReadingAttempts = 2;

    private readonly IHidBackend _backend = TemperDevices.BackendOf(options);
    private IHidConnection? _connection;
    private FirmwareFamily? _family;
    private Codec? _override;
    private bool _inStep;

    /// <summary>What the stick is, once it has told so; kept when the connection is lost.</summary>
    public TemperDeviceInfo? Info { get; private set; }

    /// <summary>Opens the stick and asks its firmware version, if that is not done yet.</summary>
    public void Open(Deadline deadline) => Locked(deadline, connection => GetInStep(connection, deadline));

    /// <summary>Polls the stick once, opening it when necessary.</summary>
    public Reading Read(Deadline deadline) => Locked(deadline, connection =>
    {
        GetInStep(connection, deadline);
        return AskReading(connection, deadline);
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
            var connection = _connection ??= _backend.Open(candidate.Interface);
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

    /// <summary>
    /// After opening, and after any exchange that failed, the version is asked first. A stick answers in order, so once
    /// it has told its version no late answer to an earlier query can be taken for the next reading.
    /// </summary>
    private void GetInStep(IHidConnection connection, Deadline deadline)
    {
        if (_inStep)
        {
            return;
        }

        var version = AskVersion(connection, deadline);
        _family = FirmwareCatalogue.Find(version) ?? throw new UnknownFirmwareException(version.Text, version.Hex);
        _override = options.DecoderOverrides.TryGetValue(version.Text, out var codec) && _family.Accepts(codec)
            ? codec
            : null;
        Info = Describe(version, _family, _override);
        _inStep = true;
    }

    private FirmwareVersion AskVersion(IHidConnection connection, Deadline deadline)
    {
        MalformedReplyException? malformed = null;
        FirmwareVersion? unknown = null;
        for (var attempt = 0; attempt < VersionAttempts && !deadline.IsOver; attempt++)
        {
            var reply = new VersionAssembler();
            try
            {
                var complete = ReportExchange.TryAsk(
                    connection, Queries.FirmwareVersion, reply, deadline.Within(options.DeviceTimeout / VersionAttempts));
                if (complete && FirmwareCatalogue.Find(reply.Version) is not null)
                {
                    return reply.Version;
                }

                if (complete && unknown?.Hex == reply.Version.Hex)
                {
                    break; // the same twice is no accident
                }

                unknown = complete ? reply.Version : unknown;
            }
            catch (MalformedReplyException e)
            {
                malformed = e;
                unknown = reply.TryTakeUnfamiliar() ? reply.Version : unknown;
            }
        }

        return unknown ?? throw (malformed as TemperException ?? NoAnswer("firmware version"));
    }

    private Reading AskReading(IHidConnection connection, Deadline deadline)
    {
        _inStep = false;
        for (var attempt = 0; attempt < ReadingAttempts && !deadline.IsOver; attempt++)
        {
            var reply = new ReadingAssembler(_family!);
            var within = deadline.Within(options.DeviceTimeout / ReadingAttempts);
            if (ReportExchange.TryAsk(connection, Queries.Reading, reply, within))
            {
                // A second answer may still be on its way when the first attempt was merely slow.
                _inStep = attempt == 0;
                return _family!.Decode(reply.Reply, _override);
            }
        }

        throw NoAnswer("reading");
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
        Codec = (codec ?? family.Sensors[0].Codec).Name,
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
        _inStep = false;
    }
}
