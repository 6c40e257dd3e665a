using System.Collections.Immutable;
using System.Text;
using Temper.Devices.Transport;

namespace Temper.Emulator;

/// <summary>
/// One device: a model, what it measures, and what is wrong with it. Pure: bytes in, bytes and delays out; who carries
/// them (<see cref="EmulatedTransport"/>, the USB/IP side) is another matter. All of it can be changed
/// at any time from any thread.
/// </summary>
public sealed class EmulatedDevice
{
    private const int KeptQueries = 1000; // a simulated exporter may run for months

    private readonly object _gate = new();
    private readonly Queue<byte[]> _queries = [];
    private int _queryCount;
    private int _readingQueryCount;
    private byte[] _version;
    private byte[] _calibration;
    private Func<ImmutableArray<byte[]>> _reading;
    private DeviceFault _fault;
    private TimeSpan _answerDelay;
    private TimeSpan _probeDelay;
    private QueryLoss? _loss;
    private Func<byte[], ImmutableArray<TimedReport>?>? _script;

    /// <summary>Creates a healthy device of a model, with the model's default reading.</summary>
    /// <param name="model">What kind of device it is.</param>
    /// <param name="portPath">Where it is plugged in, without the interface: <c>usb-3f980000.usb-1.4</c>.</param>
    public EmulatedDevice(DeviceModel model, string portPath)
    {
        Model = model;
        PortPath = portPath;
        _version = Encoding.ASCII.GetBytes(model.Firmware.PadRight(2 * TemperHid.ReportLength));
        _calibration = [0x82, model.HasOutEndpoint ? (byte)4 : (byte)model.Sensors.Length, 0, 0, 0, 0, 0, 0];
        var data = ReadingEncoder.FromHex(model, model.DefaultData);
        _reading = () => data;
    }

    /// <summary>The kind of device.</summary>
    public DeviceModel Model { get; }

    /// <summary>
    /// Where it is plugged in, without the interface: <c>usb-3f980000.usb-1.4</c>. A real kernel names it itself.
    /// </summary>
    public string PortPath { get; }

    /// <summary>What the device does wrong, from the next query on.</summary>
    public DeviceFault Fault
    {
        get => Get(ref _fault);
        set => Set(ref _fault, value);
    }

    /// <summary>How long the device takes for each answer.</summary>
    public TimeSpan AnswerDelay
    {
        get => Get(ref _answerDelay);
        set => Set(ref _answerDelay, value);
    }

    /// <summary>How long the second report of a reading, which is the probe's, comes after the first.</summary>
    public TimeSpan ProbeDelay
    {
        get => Get(ref _probeDelay);
        set => Set(ref _probeDelay, value);
    }

    /// <summary>
    /// Answers a query instead of the model, for replies that no model has and for devices that are not a TEMPer;
    /// <see langword="null"/> from it leaves the query to the model.
    /// </summary>
    public Func<byte[], ImmutableArray<TimedReport>?>? Script
    {
        get => Get(ref _script);
        set => Set(ref _script, value);
    }

    /// <summary>Which queries it loses; <see langword="null"/> for none.</summary>
    public QueryLoss? Loss
    {
        get => Get(ref _loss);
        set => Set(ref _loss, value);
    }

    /// <summary>Whether this user may not open it; only the in-process transport looks at it.</summary>
    public bool IsForbidden { get; set; }

    /// <summary>The 16 bytes of the version reply.</summary>
    public byte[] Version
    {
        get => Get(ref _version);
        set =>
            Set(
                ref _version,
                value.Length == 2 * TemperHid.ReportLength
                    ? value
                    : throw new ArgumentException("a version reply has 16 bytes", nameof(value))
            );
    }

    /// <summary>Makes the 8-byte reports of the next reading.</summary>
    public Func<ImmutableArray<byte[]>> Reading
    {
        get => Get(ref _reading);
        set => Set(ref _reading, value);
    }

    /// <summary>The 8-byte reply to a calibration query: all offsets 0, as every device captured has them.</summary>
    public byte[] Calibration
    {
        get => Get(ref _calibration);
        set => Set(ref _calibration, value);
    }

    /// <summary>The last queries that it got, oldest first; many, but not all for ever.</summary>
    public ImmutableArray<byte[]> ReceivedQueries
    {
        get
        {
            lock (_gate)
            {
                return [.. _queries];
            }
        }
    }

    /// <summary>How many queries it got.</summary>
    public int QueryCount => Get(ref _queryCount);

    /// <summary>How many times it was asked for a reading.</summary>
    public int ReadingQueryCount => Get(ref _readingQueryCount);

    /// <summary>Sets the data bytes of its reading, in hex.</summary>
    public void SetData(string hex)
    {
        var reports = ReadingEncoder.FromHex(Model, hex);
        Reading = () => reports;
    }

    /// <summary>Takes an output report.</summary>
    public DeviceAnswer Answer(ReadOnlySpan<byte> query)
    {
        Note(query);
        return FaultyAnswer.Of(Fault, Loss?.Next() == true ? [] : Script?.Invoke(query.ToArray()) ?? Reply(query));
    }

    private void Note(ReadOnlySpan<byte> query)
    {
        lock (_gate)
        {
            _queryCount++;
            _readingQueryCount += query.SequenceEqual(HidQueries.Reading) ? 1 : 0;
            _queries.Enqueue(query.ToArray());
            if (_queries.Count > KeptQueries)
            {
                _queries.Dequeue();
            }
        }
    }

    private ImmutableArray<TimedReport> Reply(ReadOnlySpan<byte> query)
    {
        var after = AnswerDelay;
        if (query.SequenceEqual(HidQueries.Reading))
        {
            return Fault == DeviceFault.SilentReading
                ? []
                : [.. Reading().Select((report, index) => new TimedReport(after + (index * ProbeDelay), report))];
        }

        if (query.SequenceEqual(HidQueries.Calibration))
        {
            return [new(after, Calibration)];
        }

        if (!query.SequenceEqual(HidQueries.FirmwareVersion))
        {
            return []; // real devices do not answer what they do not know
        }

        var version =
            Fault == DeviceFault.UnprintableVersion
                ? Encoding.Latin1.GetBytes("TEMPer\x1b[31m\xff\n\x07\"\\")
                : Version;
        return [new(after, version[..TemperHid.ReportLength]), new(after, version[TemperHid.ReportLength..])];
    }

    private T Get<T>(ref T field)
    {
        lock (_gate)
        {
            return field;
        }
    }

    private void Set<T>(ref T field, T value)
    {
        lock (_gate)
        {
            field = value;
        }
    }
}
