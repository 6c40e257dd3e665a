using Temper.Devices.Catalogue;
using Temper.Devices.Codecs;

namespace Temper.Devices.Protocol.Text;

/// <summary>
/// Collects the lines of one reading, in any order. The reply is complete with the lines of both sensors. After one
/// line, only the silence of the device shows that it has no other sensor.
/// </summary>
/// <param name="order">Distinguishes late replies. Without it, no reply counts as late.</param>
/// <param name="versions">Counts late replies to version queries, which can come in between.</param>
internal sealed class TextReadingReply(IReplyOrder? order = null, IReplyOrder? versions = null) : ILineReply<Reading>
{
    private TextSensorLine? _inner;
    private TextSensorLine? _outer;
    private bool _isReply;

    // The line that reports that the device has identified no sensor.
    private byte[]? _noSensor;

    public string Expected => "lines Temp-Inner:n [C],n [%RH]< and Temp-Outer:n [C]<, or one of them";

    /// <summary>The reading of a complete reply: internal before external, whatever the order of the lines.</summary>
    /// <exception cref="MalformedReplyException">The device reports that it has identified no sensor.</exception>
    public Reading Result
    {
        get
        {
            if (_noSensor is not null && _inner is null && _outer is null)
            {
                throw MalformedReplyException.NoSensor(Expected, HexText.Of(_noSensor), AsciiText.Quote([_noSensor]));
            }

            var reading = new ReadingBuilder();
            Add(reading, _inner, Sensor.Internal);
            Add(reading, _outer, Sensor.External);
            return reading.Build();
        }
    }

    public int StrayCount { get; private set; }

    public void Reset() => (_inner, _outer, _noSensor, _isReply, StrayCount) = (null, null, null, false, 0);

    public void Begin()
    {
        Reset();
        order?.Sent();
    }

    public ReplyProgress Offer(ReadOnlySpan<byte> line, bool isEnded)
    {
        if (TemperX232.IsVersion(line))
        {
            versions?.Begins(); // a late answer to a version query
            return ReplyProgress.Part;
        }

        _isReply |= TemperX232.LooksLikeReading(line);
        if (TemperX232.IsNoSensor(line))
        {
            _noSensor = line.ToArray();
            return End();
        }

        if (TemperX232.LooksLikeCalibration(line))
        {
            return ReplyProgress.Part; // a late answer to a calibration query
        }

        if (!TemperX232.TryParse(line, isEnded, out var sensor))
        {
            StrayCount++;
            return ReplyProgress.Part;
        }

        ref var place = ref sensor.Sensor == Sensor.Internal ? ref _inner : ref _outer;
        if (place is not null)
        {
            // The same sensor again: this line belongs to another reply, right behind the one so far.
            var progress = End();
            if (progress != ReplyProgress.Outdated)
            {
                return progress;
            }

            _isReply = true;
        }

        place = sensor;
        return _inner is not null && _outer is not null ? End() : ReplyProgress.Part;
    }

    public ReplyProgress End()
    {
        if (!_isReply)
        {
            Reset();
            return ReplyProgress.Part; // noise at most: the reply may still come
        }

        if (order?.Begins() == false)
        {
            Reset();
            return ReplyProgress.Outdated;
        }

        // A damaged line may have been the other sensor's: without it that one would wrongly seem to be absent.
        return StrayCount > 0 ? ReplyProgress.Stray : ReplyProgress.Complete;
    }

    private static void Add(ReadingBuilder reading, TextSensorLine? line, string sensor)
    {
        if (line is { } present)
        {
            TemperX232.AddTo(reading, present);
        }
        else
        {
            reading.AddAbsent(sensor, Quantity.Temperature);
        }
    }
}
