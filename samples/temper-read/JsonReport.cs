using System.Text.Json;
using Temper.Devices;
using Temper.Devices.Errors;
using Temper.Devices.Readings;

namespace Temper.Read;

/// <summary>The same for programs: always one valid document, whatever became of the sticks.</summary>
internal static class JsonReport
{
    private const int Schema = 1;

    public static string Of(TemperSnapshot snapshot, Units units)
    {
        var document = new ReadingDocument(Schema, [.. snapshot.Sticks.Select(stick => EntryOf(stick, units))]);
        return JsonSerializer.Serialize(document, ReportJson.Default.ReadingDocument) + "\n";
    }

    public static string NameOf(Quantity quantity) => quantity switch
    {
        Quantity.Temperature => "temperature",
        Quantity.RelativeHumidity => "humidity",
        _ => "dew_point",
    };

    public static string Of(IReadOnlyList<ListedStick> sticks)
    {
        var rules = sticks.Any(stick => stick.Reason == TemperErrorReason.Permission) ? UdevRules.Text : null;
        return JsonSerializer.Serialize(new ListDocument(Schema, [.. sticks.Select(EntryOf)], rules), ReportJson.Default.ListDocument) + "\n";
    }

    private static StickReadingEntry EntryOf(StickSnapshot stick, Units units) => new(
        stick.PortPath,
        stick.Candidate.Interface.Node,
        UsbIdOf(stick.Candidate),
        stick.Info?.Version,
        stick.Info?.FirmwareFamily,
        stick.Info?.Codec,
        [.. (stick.Reading?.Sensors ?? []).Select(s => new SensorEntry(s.Sensor, NameOf(s.Quantity), units.NameOf(s.Quantity), units.ValueOf(s)))],
        [.. (stick.Reading?.Absent ?? []).Select(absent => new AbsentEntry(absent.Sensor, NameOf(absent.Quantity)))],
        [.. (stick.Reading?.Refused ?? []).Select(r => new RefusedEntry(r.Sensor, NameOf(r.Quantity), $"{r.Raw:x4}"))],
        stick.Error is { } error ? EntryOf(error.Reason, error.Message) : null);

    private static ListedStickEntry EntryOf(ListedStick stick) => new(
        stick.Candidate.PortPath,
        stick.Candidate.Interface.Node,
        UsbIdOf(stick.Candidate),
        stick.Candidate.Interface.ProductName,
        stick.Info?.Version,
        stick.Info?.FirmwareFamily,
        stick.Info?.Codec,
        stick.Calibration?.Offsets.Select(offset => new CalibrationEntry(offset.Sensor, NameOf(offset.Quantity), offset.Value)).ToList(),
        stick.Reason is { } reason ? EntryOf(reason, stick.Candidate.Unsupported ?? stick.Error!.Message) : null);

    public static string NameOf(TemperErrorReason reason) => JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString());

    private static ErrorEntry EntryOf(TemperErrorReason reason, string message) => new(NameOf(reason), message);

    private static string UsbIdOf(TemperCandidate candidate) => $"{candidate.Interface.VendorId:x4}:{candidate.Interface.ProductId:x4}";
}
