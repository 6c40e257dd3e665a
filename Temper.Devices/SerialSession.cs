using Temper.Devices.Errors;
using Temper.Devices.Protocol;
using Temper.Devices.Readings;
using Temper.Devices.Transport;

namespace Temper.Devices;

/// <summary>The conversation with one TEMPerX232 over its serial port.</summary>
internal sealed class SerialSession(TemperCandidate candidate, SerialPortInfo port, TemperOptions options) : IStickSession
{
    // Few, since any device may sit behind this converter chip and would get each of them.
    private const int VersionAttempts = 2;

    private const int ReadingAttempts = 2;

    // More earlier queries than this are not left unanswered by two attempts a read.
    private const int MaxOutdated = 32;

    private static readonly TimeSpan QueryLostAfter = TimeSpan.FromSeconds(5);

    private readonly ISerialBackend _backend = TemperDevices.SerialBackendOf(options)
        ?? throw new PlatformNotSupportedException("set TemperOptions.SerialBackend to read serial sticks");

    // Outlives a connection: what the stick still owes comes to the next one (docs/adr/0004).
    private readonly QueryLedger _ledger = new(
        options.TimeProvider, TimeSpan.FromTicks(Math.Max(QueryLostAfter.Ticks, 2 * options.DeviceTimeout.Ticks)));

    private ISerialConnection? _connection;
    private TemperException? _noStick;

    public TemperDeviceInfo? Info { get; private set; }

    public void Open(Deadline deadline) => Locked(deadline, connection =>
    {
        Identify(connection, deadline);
        return true;
    });

    public Reading Read(Deadline deadline) => Locked(deadline, connection =>
    {
        Identify(connection, deadline);
        return AskReading(connection, deadline);
    });

    /// <summary>Not known well enough to ask: no reply but zeros was ever seen.</summary>
    public StickCalibration? ReadCalibration(Deadline deadline) => null;

    public void Dispose() => Disconnect();

    private T Locked<T>(Deadline deadline, Func<ISerialConnection, T> exchange)
    {
        if (_noStick is not null)
        {
            throw _noStick;
        }

        if (deadline.IsOver)
        {
            throw NoAnswer("its turn");
        }

        try
        {
            var connection = _connection ??= _backend.Open(port);
            if (!connection.TryLock(deadline.Remaining))
            {
                throw new TemperBusyException($"{port.Node} is in use by another program: stop it, or try again later");
            }

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

    private void Identify(ISerialConnection connection, Deadline deadline)
    {
        if (Info is not null)
        {
            return;
        }

        var exchange = new LineExchange(connection);
        var reply = new TextVersionReply();
        FirmwareVersion? unfamiliar = null;
        var hasTime = deadline.Remaining >= options.DeviceTimeout / 2; // and another program had not the rest of it
        for (var attempt = 0; attempt < VersionAttempts && !deadline.IsOver; attempt++)
        {
            var within = deadline.Within(options.DeviceTimeout / VersionAttempts);
            if (exchange.Ask(TemperX232.VersionCommand, reply, within) == ReportFate.Complete)
            {
                Info = Describe(reply.Version!);
                return;
            }

            unfamiliar = reply.Unfamiliar ?? unfamiliar;
        }

        // The converter chip is in many things that are no thermometers: what does not answer like one is left alone
        // from now on, until it is plugged in anew.
        var noStick = unfamiliar is null
            ? exchange.Failure(reply, NoAnswer("firmware version"))
            : new UnknownFirmwareException(unfamiliar.Text, unfamiliar.Hex);
        _noStick = hasTime ? noStick : null;
        throw noStick;
    }

    private Reading AskReading(ISerialConnection connection, Deadline deadline)
    {
        var exchange = new LineExchange(connection);
        var order = _ledger.ForNextRead();
        var reply = new TextReadingReply(order.Sent, order.Begins);
        for (var (attempt, outdated) = (0, 0); attempt < ReadingAttempts && outdated < MaxOutdated && !deadline.IsOver;)
        {
            switch (exchange.Ask(TemperX232.ReadingCommand, reply, deadline.Within(options.DeviceTimeout / ReadingAttempts)))
            {
                case ReportFate.Complete:
                    return reply.Build();
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

    private TemperTimeoutException NoAnswer(string what)
        => new($"{port.Node} ({candidate.PortPath}) gave no {what} in time: if it stays so, replug it");

    private TemperDeviceInfo Describe(FirmwareVersion version) => new()
    {
        PortPath = candidate.PortPath,
        Version = version.Text,
        FirmwareFamily = TemperX232.Family,
        Codec = TemperX232.CodecName,
        VendorId = port.VendorId,
        ProductId = port.ProductId,
        BcdDevice = port.BcdDevice,
        InterfaceNumber = port.InterfaceNumber,
        Node = port.Node,
    };

    private void Disconnect()
    {
        _connection?.Dispose();
        _connection = null;
    }
}
