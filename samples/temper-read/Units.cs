using System.Globalization;
using Temper.Devices;

namespace Temper.Read;

/// <summary>The units of printed readings. Humidity is in percent in both systems.</summary>
internal sealed class Units
{
    public static readonly Units Celsius = new("°C", TemperNames.UnitOf(Quantity.Temperature), celsius => celsius);

    public static readonly Units Fahrenheit = new("°F", "fahrenheit", celsius => (celsius * 9 / 5) + 32);

    private readonly string _symbol;
    private readonly string _name;
    private readonly Func<double, double> _convert;

    private Units(string symbol, string name, Func<double, double> convert) =>
        (_symbol, _name, _convert) = (symbol, name, convert);

    /// <summary>Returns a value in these units.</summary>
    public double ValueOf(SensorReading sensor) =>
        sensor.Quantity == Quantity.RelativeHumidity ? sensor.Value : _convert(sensor.Value);

    /// <summary>
    /// Returns a value without its unit, rounded for people and spreadsheets: the finest sensors resolve 0.01.
    /// </summary>
    public string NumberOf(SensorReading sensor) => ValueOf(sensor).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Returns a value with its unit.</summary>
    public string TextOf(SensorReading sensor)
    {
        var symbol = sensor.Quantity == Quantity.RelativeHumidity ? sensor.Unit : _symbol;
        var text = $"{NumberOf(sensor)} {symbol}";
        return sensor.Quantity == Quantity.DewPoint ? $"{text} dew point" : text;
    }

    /// <summary>Returns the name of the unit of a quantity, as in CSV and JSON.</summary>
    public string NameOf(Quantity quantity) =>
        quantity == Quantity.RelativeHumidity ? TemperNames.UnitOf(quantity) : _name;
}
