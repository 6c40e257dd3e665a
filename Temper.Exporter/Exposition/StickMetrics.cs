using Temper.Devices;
using Temper.Devices.Readings;

namespace Temper.Exporter.Exposition;

/// <summary>How the sticks are: what an operator asks when a reading is missing, late, or always the same.</summary>
internal static class StickMetrics
{
    private const string ValueOutOfRange = "range";

    public static IEnumerable<MetricFamily> From(TemperSnapshot snapshot)
    {
        var sticks = snapshot.Sticks;
        yield return MetricFamily.Gauge(
            "temper_device_up", "Whether the last read of the stick gave every value", sticks.Select(stick => Of(stick, StickState.Of(stick) == StickState.Ok ? 1 : 0)));
        yield return MetricFamily.Gauge("temper_device_info", "What the stick is", InfoOf(snapshot));
        yield return MetricFamily.Gauge(
            "temper_devices", "Sticks that are plugged in, by state", StickState.All.Select(state => new Sample([("state", state)], StickState.Count(snapshot, state))));
        yield return MetricFamily.Counter(
            "temper_device_reads_total", "Reads of the stick, failed ones included", sticks.Select(stick => Of(stick, stick.History.Reads)));
        yield return MetricFamily.Counter(
            "temper_device_read_errors_total", "Reads of the stick that gave no value, or not every value, by reason", sticks.SelectMany(ErrorsOf));
        yield return MetricFamily.Gauge(
            "temper_device_read_duration_seconds", "How long the last read of the stick took", sticks.Select(stick => Of(stick, stick.History.LastDuration.TotalSeconds)));
        yield return MetricFamily.Gauge(
            "temper_device_last_success_timestamp_seconds",
            "When a read of the stick last gave every value",
            sticks.Where(stick => stick.History.LastSuccess is not null).Select(stick => Of(stick, Seconds(stick.History.LastSuccess!.Value))));
        yield return MetricFamily.Gauge(
            "temper_sensor_last_change_timestamp_seconds", "When the value of the sensor last changed; that of a frozen sensor never does", sticks.SelectMany(ChangesOf));
    }

    private static IEnumerable<Sample> InfoOf(TemperSnapshot snapshot)
        => snapshot.Sticks.Select(stick => InfoOf(stick.Candidate, stick.Info))
            .Concat(snapshot.Unsupported.Select(candidate => InfoOf(candidate, info: null)));

    private static Sample InfoOf(TemperCandidate candidate, TemperDeviceInfo? info)
    {
        var usb = candidate.Interface;
        return new(
            [
                ("phy", candidate.PortPath),
                ("version", info?.Version ?? ""),
                ("family", info?.FirmwareFamily ?? ""),
                ("codec", info?.Codec ?? ""),
                ("usb_id", $"{usb.VendorId:x4}:{usb.ProductId:x4}"),
                ("product", usb.ProductName),
                ("node", usb.Node),
            ],
            1);
    }

    // Reasons that never came are there too, so that the first one shows in an increase().
    private static IEnumerable<Sample> ErrorsOf(StickSnapshot stick)
        => Labels.Reasons.Select(reason => (Label: Labels.Of(reason), Count: stick.History.Errors.GetValueOrDefault(reason)))
            .Append((Label: ValueOutOfRange, Count: stick.History.ReadsWithRefusedValue))
            .Select(error => new Sample([("phy", stick.PortPath), ("reason", error.Label)], error.Count));

    private static IEnumerable<Sample> ChangesOf(StickSnapshot stick)
        => from value in stick.History.Values
           where value.Reading.Quantity is Quantity.Temperature or Quantity.RelativeHumidity // a dew point freezes with them
           select new Sample(
               [("name", value.Reading.Sensor), ("phy", stick.PortPath), ("quantity", Labels.Of(value.Reading.Quantity))], Seconds(value.Since));

    private static Sample Of(StickSnapshot stick, double value) => new([("phy", stick.PortPath)], value);

    private static double Seconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;
}
