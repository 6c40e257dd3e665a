using Temper.Devices;
using Temper.Devices.Readings;

namespace Temper.Exporter.Exposition;

/// <summary>The metrics of a snapshot: the first two as yrro/temper-exporter names, describes and labels them.</summary>
internal static class TemperMetrics
{
    /// <param name="snapshot">All sticks.</param>
    /// <param name="withDewPoint">Whether dew points are asked for: a metric of our own, so never unasked.</param>
    public static IEnumerable<MetricFamily> From(TemperSnapshot snapshot, bool withDewPoint)
    {
        yield return new("temper_temperature_celsius", "Temperature reading", [.. SamplesOf(snapshot, Quantity.Temperature)]);
        yield return new("temper_humidity_rh", "Relative humidity reading", [.. SamplesOf(snapshot, Quantity.RelativeHumidity)]);
        if (withDewPoint)
        {
            yield return new(
                "temper_dew_point_celsius", "Dew point, derived from temperature and humidity", [.. SamplesOf(snapshot, Quantity.DewPoint)]);
        }
    }

    private static IEnumerable<Sample> SamplesOf(TemperSnapshot snapshot, Quantity quantity)
        => from stick in snapshot.Sticks
           from sensor in stick.Reading?.Sensors ?? []
           where sensor.Quantity == quantity
           select new Sample(
               [("name", sensor.Sensor), ("phy", stick.PortPath), ("version", stick.Info!.Version)], sensor.Value);
}
