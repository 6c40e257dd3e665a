using Temper.Devices;
using Temper.Devices.Readings;

namespace Temper.Exporter.Exposition;

/// <summary>The metrics of a snapshot, as yrro/temper-exporter names, describes and labels them.</summary>
internal static class TemperMetrics
{
    public static IEnumerable<MetricFamily> From(TemperSnapshot snapshot) =>
    [
        new("temper_temperature_celsius", "Temperature reading", [.. SamplesOf(snapshot, Quantity.Temperature)]),
        new("temper_humidity_rh", "Relative humidity reading", [.. SamplesOf(snapshot, Quantity.RelativeHumidity)]),
    ];

    private static IEnumerable<Sample> SamplesOf(TemperSnapshot snapshot, Quantity quantity)
        => from stick in snapshot.Sticks
           from sensor in stick.Reading?.Sensors ?? []
           where sensor.Quantity == quantity
           select new Sample(
               [("name", sensor.Sensor), ("phy", stick.PortPath), ("version", stick.Info!.Version)], sensor.Value);
}
