using System.Collections.Immutable;
using Temper.Devices.Catalogue;

namespace Temper.Devices.Protocol.Text;

/// <summary>
/// Collects the lines of the device's own calibration: one for each sensor, or <c>unknow!</c> when it has identified
/// none. Some devices report the inner sensor only, so silence ends the reply, too.
/// </summary>
internal sealed class TextCalibrationReply : ILineReply<DeviceCalibration>
{
    private readonly List<byte[]> _lines = [];
    private TextSensorLine? _inner;
    private TextSensorLine? _outer;

    public string Expected => "lines Inner-Calib:n [C],n [%RH]< and Outer-Calib:n [C],n [%RH]<, or one of them";

    /// <summary>The offsets: internal before external, whatever the order of the lines.</summary>
    public DeviceCalibration Result => new([.. OffsetsOf(_inner), .. OffsetsOf(_outer)], HexText.Of(_lines));

    public int StrayCount { get; private set; }

    public void Reset()
    {
        _lines.Clear();
        (_inner, _outer, StrayCount) = (null, null, 0);
    }

    public void Begin() => Reset();

    public ReplyProgress Offer(ReadOnlySpan<byte> line, bool isEnded)
    {
        if (TemperX232.IsNoSensor(line))
        {
            _lines.Add(line.ToArray());
            return ReplyProgress.Complete;
        }

        if (!TemperX232.TryParseCalibration(line, out var sensor))
        {
            // Version and reading lines are late answers to other commands.
            StrayCount += TemperX232.LooksLikeCalibration(line) ? 1 : 0;
            return ReplyProgress.Part;
        }

        (sensor.Sensor == Sensor.Internal ? ref _inner : ref _outer) = sensor;
        _lines.Add(line.ToArray());
        return _inner is not null && _outer is not null ? End() : ReplyProgress.Part;
    }

    public ReplyProgress End() =>
        StrayCount > 0 ? ReplyProgress.Stray
        : _lines.Count > 0 ? ReplyProgress.Complete
        : ReplyProgress.Part;

    private static ImmutableArray<CalibrationOffset> OffsetsOf(TextSensorLine? line)
    {
        if (line is not { } offsets)
        {
            return [];
        }

        var celsius = new CalibrationOffset(offsets.Sensor, Quantity.Temperature, offsets.Celsius);
        return offsets.RelativeHumidityPercent is { } percent
            ? [celsius, new(offsets.Sensor, Quantity.RelativeHumidity, percent)]
            : [celsius];
    }
}
