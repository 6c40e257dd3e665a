using System.Collections.Immutable;
using System.Text;
using Temper.Devices.Transport;

namespace Temper.Emulator;

/// <summary>
/// An emulated device: a model, its reading and its fault. It turns queries into replies and delays;
/// <see cref="EmulatedTransport"/> or the USB/IP side transports them. All of its properties can be changed at any time
/// from any thread.
/// </summary>
public sealed class EmulatedDevice
{
    private const int KeptQueries = 1000; // bounded, because a simulated exporter may run for months

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

    /// <summary>Creates a device without a fault, with the default reading of its model.</summary>
    /// <param name="model">The kind of device.</param>
    /// <param name="portPath">The port path, without the interface: <c>usb-3f980000.usb-1.4</c>.</param>
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
    /// The port path, without the interface: <c>usb-3f980000.usb-1.4</c>. A real kernel assigns its own.
    /// </summary>
    public string PortPath { get; }

    /// <summary>The fault of the device, from the next query on.</summary>
    public DeviceFault Fault
    {
        get => Get(ref _fault);
        set => Set(ref _fault, value);
    }

    /// <summary>The time that the device takes for each reply.</summary>
    public TimeSpan AnswerDelay
    {
        get => Get(ref _answerDelay);
        set => Set(ref _answerDelay, value);
    }

    /// <summary>The time from the first report of a reading to the second one, which is the probe's.</summary>
    public TimeSpan ProbeDelay
    {
        get => Get(ref _probeDelay);
        set => Set(ref _probeDelay, value);
    }

    /// <summary>
    /// Answers queries instead of the model, for replies that no model has and for devices that are not a TEMPer. If it
    /// returns <see langword="null"/>, the model answers.
    /// </summary>
    public Func<byte[], ImmutableArray<TimedReport>?>? Script
    {
        get => Get(ref _script);
        set => Set(ref _script, value);
    }

    /// <summary>The queries that the device loses; <see langword="null"/> for none.</summary>
    public QueryLoss? Loss
    {
        get => Get(ref _loss);
        set => Set(ref _loss, value);
    }

    /// <summary>Whether opening the device is forbidden. Only the transport in this process uses it.</summary>
    public bool IsForbidden { get; set; }

    /// <summary>The version reply, 16 bytes.</summary>
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

    /// <summary>Creates the 8-byte reports of the next reading.</summary>
    public Func<ImmutableArray<byte[]>> Reading
    {
        get => Get(ref _reading);
        set => Set(ref _reading, value);
    }

    /// <summary>
    /// The 8-byte reply to a calibration query. By default all offsets are 0, as in all captured devices.
    /// </summary>
    public byte[] Calibration
    {
        get => Get(ref _calibration);
        set => Set(ref _calibration, value);
    }

    /// <summary>The last 1000 queries that the device received, oldest first.</summary>
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

    /// <summary>The number of queries that the device received.</summary>
    public int QueryCount => Get(ref _queryCount);

    /// <summary>The number of queries for a reading that the device received.</summary>
    public int ReadingQueryCount => Get(ref _readingQueryCount);

    /// <summary>Sets the data bytes of the reading, in hex.</summary>
    public void SetData(string hex)
    {
        var reports = ReadingEncoder.FromHex(Model, hex);
        Reading = () => reports;
    }

    /// <summary>Answers an output report.</summary>
    public DeviceAnswer Answer(ReadOnlySpan<byte> query)
    {
        Record(query);
        return FaultyAnswer.Of(Fault, Loss?.Next() == true ? [] : Script?.Invoke(query.ToArray()) ?? Reply(query));
    }

    private void Record(ReadOnlySpan<byte> query)
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
            return []; // real devices do not answer unknown queries
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
