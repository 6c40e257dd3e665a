using Temper.Devices;
using Temper.Devices.Readings;

namespace Temper.Exporter.Exposition;

/// <summary>What the sensors measured: named, described and labelled as by yrro/temper-exporter.</summary>
internal static class ReadingMetrics
{
    /// <param name="snapshot">All sticks.</param>
    /// <param name="withDewPoint">Whether dew points are asked for: a metric of our own, so never unasked.</param>
    public static IEnumerable<MetricFamily> From(TemperSnapshot snapshot, bool withDewPoint)
    {
        yield return MetricFamily.Gauge("temper_temperature_celsius", "Temperature reading", SamplesOf(snapshot, Quantity.Temperature));
        yield return MetricFamily.Gauge("temper_humidity_rh", "Relative humidity reading", SamplesOf(snapshot, Quantity.RelativeHumidity));
        if (withDewPoint)
        {
            yield return MetricFamily.Gauge(
                "temper_dew_point_celsius", "Dew point, derived from temperature and humidity", SamplesOf(snapshot, Quantity.DewPoint));
        }
    }

    private static IEnumerable<Sample> SamplesOf(TemperSnapshot snapshot, Quantity quantity)
        => from stick in snapshot.Sticks
           from sensor in stick.Reading?.Sensors ?? []
           where sensor.Quantity == quantity
           select new Sample(
               [("name", sensor.Sensor), ("phy", stick.PortPath), ("version", stick.Info!.Version)], sensor.Value);
}
