using System.Text.Json;
using Temper.Devices;
using Temper.Devices.Errors;
using Temper.Devices.Protocol;
using Temper.Devices.Readings;
using Temper.Exporter.Exposition;

namespace Temper.Exporter.Page;

/// <summary>A snapshot as JSON, for the page and for programs that are no Prometheus.</summary>
internal static class ReadingsReport
{
    /// <param name="snapshot">All sticks.</param>
    /// <param name="history">What they measured before.</param>
    /// <param name="withHistory">Whether to tell it, and not only which sensors a stick had that fails now.</param>
    public static string Of(TemperSnapshot snapshot, ReadingHistory history, bool withHistory)
    {
        var sticks = snapshot.Sticks.Select(stick => EntryOf(stick, history, withHistory)).Concat(snapshot.Unsupported.Select(EntryOf));
        return JsonSerializer.Serialize(new ReadingsDocument(snapshot.TakenAt, [.. sticks]), ReadingsJson.Default.ReadingsDocument) + "\n";
    }

    private static StickEntry EntryOf(StickSnapshot stick, ReadingHistory history, bool withHistory)
        => EntryOf(stick.Candidate, StickState.Of(stick), stick.Error is { } error ? new(Labels.Of(error.Reason), error.Message) : null) with
        {
            Version = stick.Info?.Version,
            Family = stick.Info?.FirmwareFamily,
            Codec = stick.Info?.Codec,
            Sensors = [.. SensorsOf(stick.Reading, history.Of(stick.PortPath), withHistory)],
        };

    private static StickEntry EntryOf(TemperCandidate unsupported)
        => EntryOf(unsupported, StickState.Unsupported, new(Labels.Of(TemperErrorReason.UnknownFirmware), unsupported.Unsupported!));

    private static StickEntry EntryOf(TemperCandidate candidate, string state, ErrorEntry? error) => new(
        candidate.PortPath,
        state,
        error,
        Version: null,
        Family: null,
        Codec: null,
        candidate.Interface.ProductName,
        new UsbId(candidate.Interface.VendorId, candidate.Interface.ProductId).ToString(),
        candidate.Interface.Node,
        Sensors: []);

    private static IEnumerable<SensorEntry> SensorsOf(Reading? reading, IReadOnlyList<SensorHistory> history, bool withHistory)
        => (reading?.Sensors ?? []).Select(sensor => new SensorState(sensor.Sensor, sensor.Quantity, sensor.Value))
            .Concat((reading?.Absent ?? []).Select(sensor => new SensorState(sensor.Sensor, sensor.Quantity, IsAbsent: true)))
            .Concat((reading?.Refused ?? []).Select(sensor => new SensorState(sensor.Sensor, sensor.Quantity, IsRefused: true)))
            .Concat(history.Select(sensor => new SensorState(sensor.Sensor, sensor.Quantity))) // a stick that fails keeps its sensors
            .DistinctBy(sensor => (sensor.Name, sensor.Quantity))
            .OrderBy(sensor => sensor.Name.StartsWith("external", StringComparison.Ordinal)) // inner before outer, as sticks tell them
            .ThenBy(sensor => sensor.Name, StringComparer.Ordinal)
            .ThenBy(sensor => sensor.Quantity)
            .Select(sensor => EntryOf(sensor, withHistory
                ? history.FirstOrDefault(known => (known.Sensor, known.Quantity) == (sensor.Name, sensor.Quantity))?.Points ?? []
                : null));

    private static SensorEntry EntryOf(SensorState sensor, IReadOnlyList<HistoryPoint>? points) => new(
        sensor.Name,
        Labels.Of(sensor.Quantity),
        sensor.Unit,
        sensor.Value,
        sensor.IsAbsent,
        sensor.IsRefused,
        points?.Select(point => new[] { point.Time.ToUnixTimeSeconds(), Rounded(point.Value) }).ToList());

    // For a plot; the value itself is told in full.
    private static double? Rounded(double? value) => value is { } measured ? Math.Round(measured, 3) : null;

    private sealed record SensorState(string Name, Quantity Quantity, double? Value = null, bool IsAbsent = false, bool IsRefused = false)
    {
        public string Unit => new SensorReading(Name, Quantity, default).Unit;
    }
}
