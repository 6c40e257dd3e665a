using System.Collections.Immutable;
using Temper.Devices.Catalogue;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Temper.Devices.Codecs;

/// <summary>Collects what codecs find in one reply.</summary>
/// <param name="innerIsOptional">Whether the device may have no sensor inside.</param>
internal sealed class ReadingBuilder(bool innerIsOptional = false)
{
    private readonly ImmutableArray<SensorReading>.Builder _sensors = ImmutableArray.CreateBuilder<SensorReading>();
    private ImmutableArray<AbsentSensor> _absent = []; // most replies have none of these
    private ImmutableArray<OutOfRangeReading> _refused = [];

    public void Add(string sensor, Quantity quantity, double value) => _sensors.Add(new(sensor, quantity, value));

    public void AddAbsent(string sensor, Quantity quantity) => _absent = _absent.Add(new(sensor, quantity));

    /// <summary>
    /// Adds a word that stands for "no probe". Only a probe can be absent: a sensor that is soldered in and does not
    /// answer is broken, so its word counts as out of range.
    /// </summary>
    public void AddNoProbe(string sensor, Quantity quantity, double value, ushort raw)
    {
        if (sensor is Sensor.External or Sensor.SecondExternal || innerIsOptional)
        {
            AddAbsent(sensor, quantity);
        }
        else
        {
            Refuse(sensor, quantity, value, raw);
        }
    }

    public void Refuse(string sensor, Quantity quantity, double value, ushort raw) =>
        _refused = _refused.Add(new(sensor, quantity, value, raw));

    /// <summary>
    /// Adds a signed temperature word, unless it stands for no probe or for what the chip cannot have measured.
    /// </summary>
    public void AddTemperature(
        string sensor,
        short raw,
        ushort noProbe,
        double celsius,
        double minCelsius,
        double maxCelsius
    )
    {
        if ((ushort)raw == noProbe)
        {
            AddNoProbe(sensor, Quantity.Temperature, celsius, noProbe);
        }
        else if (celsius < minCelsius || celsius > maxCelsius)
        {
            Refuse(sensor, Quantity.Temperature, celsius, (ushort)raw);
        }
        else
        {
            Add(sensor, Quantity.Temperature, celsius);
        }
    }

    /// <summary>
    /// Adds the temperature and humidity of one chip's two words, or refuses what it cannot have measured.
    /// </summary>
    /// <param name="sensor">The sensor's name.</param>
    /// <param name="words">Temperature word, humidity word.</param>
    /// <param name="limits">What the chip can measure.</param>
    /// <param name="toCelsius">The temperature of a word.</param>
    /// <param name="toPercent">The humidity of a word at a temperature.</param>
    public void AddBoth(
        string sensor,
        ReadOnlySpan<byte> words,
        ChipLimits limits,
        Func<ushort, double> toCelsius,
        Func<ushort, double, double> toPercent
    )
    {
        var (temperatureRaw, humidityRaw) = (ReadUInt16BigEndian(words), ReadUInt16BigEndian(words[2..]));
        var celsius = toCelsius(temperatureRaw);
        var percent = toPercent(humidityRaw, celsius);
        var isTemperature =
            temperatureRaw <= limits.MaxTemperatureRaw && celsius >= limits.MinCelsius && celsius <= limits.MaxCelsius;
        if (isTemperature)
        {
            Add(sensor, Quantity.Temperature, celsius);
        }
        else
        {
            Refuse(sensor, Quantity.Temperature, celsius, temperatureRaw);
        }

        if ((isTemperature || !limits.IsCompensated) && humidityRaw <= limits.MaxHumidityRaw)
        {
            Add(sensor, Quantity.RelativeHumidity, percent);
        }
        else
        {
            Refuse(sensor, Quantity.RelativeHumidity, percent, humidityRaw);
        }
    }

    public Reading Build() => new(_sensors.ToImmutable(), _absent, _refused);
}
