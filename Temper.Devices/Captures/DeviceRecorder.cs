using System.Collections.Immutable;
using Temper.Devices.Catalogue;
using Temper.Devices.Protocol;
using Temper.Devices.Protocol.Hid;
using Temper.Devices.Sessions;
using Temper.Devices.Transport;

namespace Temper.Devices.Captures;

/// <summary>
/// Records the replies of a device, so that support for an unknown device can be added.
/// </summary>
public static class DeviceRecorder
{
    // A device's reports come up to 76 ms after the query, or after one another (usbmon trace in urwen/temper pull
    // request 16), and twice that from slow ones.
    private static readonly TimeSpan NothingMore = TimeSpan.FromMilliseconds(400);

    private const int MaxReports = 16; // from a device that chatters
    private const int MaxVersionQueries = 3;

    /// <summary>
    /// Asks a device everything that is safe to ask it, and notes the bytes: version, reading, calibration, and of
    /// devices since 2017 which sensors they have. Nothing of this machine or its user is in the result.
    /// </summary>
    /// <remarks>
    /// A USB id proves nothing: 413d:2107 is also a foot switch. A device that does not answer the version query with
    /// text that begins with TEMPer gets no other query, unless <paramref name="asksForeign"/> is set.
    /// </remarks>
    /// <param name="candidate">An entry of <see cref="TemperDevices.Find"/>; its firmware may be unknown.</param>
    /// <param name="options">How to read the device. Default: the defaults of <see cref="TemperOptions"/>.</param>
    /// <param name="asksForeign">Whether to send every query to a device that may be something else.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    /// <exception cref="TemperConnectionException">
    /// It is known to understand none of these queries, could not be opened, or was unplugged.
    /// </exception>
    /// <exception cref="TemperTimeoutException">The kernel did not let go of a query in time.</exception>
    public static async Task<Capture> RecordAsync(
        TemperCandidate candidate,
        TemperOptions? options = null,
        bool asksForeign = false,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(candidate);
        options ??= new TemperOptions();
        if (candidate.Unsupported is { } reason)
        {
            throw new TemperConnectionException($"{candidate.PortPath}: the device is not queried: {reason}");
        }

        var worker = new DeviceWorker(candidate.Interface.Node);
        var queries = SafeQueriesOf(candidate).Length + MaxVersionQueries - 1;
        var limit = options.DeviceTimeout + (queries * NothingMore * MaxReports);
        var recording = worker.RunAsync(() => Record(candidate, options, asksForeign));
        _ = worker.EndAsync(() => { });
        try
        {
            return await recording.WaitAsync(limit, options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new TemperTimeoutException(
                $"{candidate.Interface.Node}: a query is still pending in the kernel; replug the device"
            );
        }
    }

    /// <summary>A transport with one device: the recorded one, under the port path <c>capture/input1</c>.</summary>
    public static ITransport Play(Capture capture)
    {
        ArgumentNullException.ThrowIfNull(capture);
        var target = new UsbInterfaceInfo
        {
            PortPath = "capture/input1",
            InstanceId = "capture",
            Node = "capture",
            VendorId = capture.UsbId.VendorId,
            ProductId = capture.UsbId.ProductId,
            InterfaceNumber = TemperHid.DataInterface,
        };
        return new ReplayTransport(target, [.. capture.Playable()]);
    }

    private static Capture Record(TemperCandidate candidate, TemperOptions options, bool asksForeign)
    {
        var node = candidate.Interface.Node;
        if (candidate.Interface.Transport != TransportKind.Hid)
        {
            throw new TemperConnectionException($"{node}: serial devices cannot be recorded");
        }

        using var connection = candidate.Open();
        if (!connection.TryLock(options.DeviceTimeout))
        {
            throw TemperBusyException.InUse(node);
        }

        try
        {
            var notes = new List<string>();
            return new Capture
            {
                Origin = "captured",
                UsbId = candidate.UsbId,
                Exchanges = [.. AskAll(connection, candidate, asksForeign, notes)],
                Notes = [.. notes],
            };
        }
        finally
        {
            connection.Unlock();
        }
    }

    private static List<CaptureExchange> AskAll(
        ITransportConnection connection,
        TemperCandidate candidate,
        bool asksForeign,
        List<string> notes
    )
    {
        var exchanges = new List<CaptureExchange>();
        var queries = SafeQueriesOf(candidate);
        // Half a version reply, or none, is a known fault that passes when the device is asked again.
        do
        {
            exchanges.Add(Ask(connection, queries[0], notes));
        } while (!IsTemper(exchanges[^1]) && exchanges.Count < MaxVersionQueries);

        if (IsTemper(exchanges[^1]) || asksForeign)
        {
            exchanges.AddRange(queries.Skip(1).Select(query => Ask(connection, query, notes)));
        }
        else
        {
            notes.Add("no other query was sent: the device did not answer with text that begins with TEMPer");
        }

        return exchanges;
    }

    private static bool IsTemper(CaptureExchange version) =>
        version.Replies.Any(report => report.AsSpan().StartsWith("TEMPer"u8));

    // A device that refuses a query says something about itself: it is noted, and the next query is asked.
    private static CaptureExchange Ask(ITransportConnection connection, byte[] query, List<string> notes)
    {
        var replies = ImmutableArray.CreateBuilder<ImmutableArray<byte>>();
        try
        {
            connection.Write(query);
            var report = new byte[Queries.ReportLength];
            while (replies.Count < MaxReports && connection.Read(report, NothingMore) is var length and > 0)
            {
                replies.Add([.. report.AsSpan(0, length)]);
            }
        }
        catch (TemperConnectionException e) when (e is not TemperDeviceGoneException)
        {
            notes.Add($"{HexText.Of(query)}: {e.Message}");
        }

        return new CaptureExchange([.. query], replies.ToImmutable());
    }

    // An unknown query can lock a device with 0c45 until it is replugged (TEMPered wiki, TEMPerV1.2).
    private static byte[][] SafeQueriesOf(TemperCandidate candidate) =>
        candidate.Interface.VendorId == EarlierDevices.VendorId
            ?
            [
                [.. Queries.FirmwareVersion],
                [.. Queries.Reading],
                [.. Queries.Calibration],
            ]
            :
            [
                [.. Queries.FirmwareVersion],
                [.. Queries.Reading],
                [.. Queries.Calibration],
                [.. Queries.SensorType],
            ];
}
