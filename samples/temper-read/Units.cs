using Temper.Devices.Readings;

namespace Temper.Read;

/// <summary>The units that readings are printed in. Humidity is in percent in both.</summary>
internal sealed class Units
{
    public static readonly Units Celsius = new("°C", "celsius", celsius => celsius);

    public static readonly Units Fahrenheit = new("°F", "fahrenheit", celsius => (celsius * 9 / 5) + 32);

    private readonly string _symbol;
    private readonly string _name;
    private readonly Func<double, double> _convert;

    private Units(string symbol, string name, Func<double, double> convert)
        => (_symbol, _name, _convert) = (symbol, name, convert);

    public double ValueOf(SensorReading sensor) => sensor.Quantity == Quantity.Temperature ? _convert(sensor.Value) : sensor.Value;

    public string SymbolOf(SensorReading sensor) => sensor.Quantity == Quantity.Temperature ? _symbol : sensor.Unit;

    public string NameOf(Quantity quantity) => quantity == Quantity.Temperature ? _name : "percent";
}
