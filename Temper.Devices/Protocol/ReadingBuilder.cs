using System.Collections.Immutable;
using Temper.Devices.Readings;

namespace Temper.Devices.Protocol;

/// <summary>Collects what codecs find in one reply.</summary>
internal sealed class ReadingBuilder
{
    private readonly ImmutableArray<SensorReading>.Builder _sensors = ImmutableArray.CreateBuilder<SensorReading>();
    private readonly ImmutableArray<AbsentSensor>.Builder _absent = ImmutableArray.CreateBuilder<AbsentSensor>();
    private readonly ImmutableArray<RefusedValue>.Builder _refused = ImmutableArray.CreateBuilder<RefusedValue>();

    public void Add(string sensor, Quantity quantity, double value) => _sensors.Add(new(sensor, quantity, value));

    public void AddAbsent(string sensor, Quantity quantity) => _absent.Add(new(sensor, quantity));

    public void Refuse(string sensor, Quantity quantity, double value, ushort raw)
        => _refused.Add(new(sensor, quantity, value, raw));

    public Reading Build() => new(_sensors.ToImmutable(), _absent.ToImmutable(), _refused.ToImmutable());
}
