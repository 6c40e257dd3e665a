using Temper.Devices.Readings;

namespace Temper.Devices.Protocol;

/// <summary>
/// Collects the sensors' lines of one reading, in any order. Both sensors are a whole reply; with one of them only the
/// stick's silence tells that the other is not there.
/// </summary>
/// <param name="noteQuery">Takes note that the query goes out.</param>
/// <param name="takeAnswer">Takes note of a reply, and tells whether it is to this read's query and not to an earlier one.</param>
internal sealed class TextReadingReply(Action noteQuery, Func<bool> takeAnswer) : ILineReply
{
    private TextSensorLine? _inner;
    private TextSensorLine? _outer;
    private bool _isReply;

    public string Expected => "lines Temp-Inner:n [C],n [%RH]< and Temp-Outer:n [C]<, or one of them";

    public int StrayCount { get; private set; }

    public void Reset() => (_inner, _outer, _isReply, StrayCount) = (null, null, false, 0);

    public void Begin()
    {
        Reset();
        noteQuery();
    }

    public ReportFate Offer(ReadOnlySpan<byte> line, bool isEnded)
    {
        if (TemperX232.IsVersion(line))
        {
            return ReportFate.Part; // a late answer to a version query
        }

        _isReply |= TemperX232.LooksLikeReading(line);
        if (!TemperX232.TryParse(line, isEnded, out var sensor))
        {
            StrayCount++;
            return ReportFate.Part;
        }

        ref var place = ref sensor.Sensor == "internal" ? ref _inner : ref _outer;
        if (place is not null)
        {
            // The same sensor again: this line belongs to another reply, right behind the one so far.
            var fate = End();
            if (fate != ReportFate.Outdated)
            {
                return fate;
            }

            _isReply = true;
        }

        place = sensor;
        return _inner is not null && _outer is not null ? End() : ReportFate.Part;
    }

    public ReportFate End()
    {
        if (!_isReply)
        {
            Reset();
            return ReportFate.Part; // noise at most: the reply may still come
        }

        if (!takeAnswer())
        {
            Reset();
            return ReportFate.Outdated;
        }

        // A damaged line may have been the other sensor's: without it that one would wrongly seem to be absent.
        return StrayCount > 0 ? ReportFate.Stray : ReportFate.Complete;
    }

    /// <summary>The reading of a complete reply: internal before external, whatever the order of the lines.</summary>
    public Reading Build()
    {
        var reading = new ReadingBuilder();
        Add(reading, _inner, "internal");
        Add(reading, _outer, "external");
        return reading.Build();
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
