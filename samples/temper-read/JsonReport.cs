using System.Text.Json;
using Temper.CommandLine;
using Temper.Devices;

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

    public static string Of(IReadOnlyList<ListedStick> sticks)
    {
        var rules = sticks.Any(stick => stick.Reason == TemperErrorReason.Permission) ? UdevRules.Text : null;
        return JsonSerializer.Serialize(
                new ListDocument(Schema, [.. sticks.Select(EntryOf)], rules),
                ReportJson.Default.ListDocument
            ) + "\n";
    }

    private static StickReadingEntry EntryOf(StickSnapshot stick, Units units) =>
        new(
            stick.PortPath,
            stick.Candidate.Interface.Node,
            Words.UsbIdOf(stick.Candidate),
            stick.Info?.Version,
            stick.Info?.FirmwareFamily,
            stick.Info?.Codec,
            [
                .. (stick.Reading?.Sensors ?? []).Select(s => new SensorEntry(
                    s.Sensor,
                    Words.Of(s.Quantity),
                    units.NameOf(s.Quantity),
                    units.ValueOf(s)
                )),
            ],
            [
                .. (stick.Reading?.Absent ?? []).Select(absent => new AbsentEntry(
                    absent.Sensor,
                    Words.Of(absent.Quantity)
                )),
            ],
            [
                .. (stick.Reading?.Refused ?? []).Select(r => new RefusedEntry(
                    r.Sensor,
                    Words.Of(r.Quantity),
                    $"{r.Raw:x4}"
                )),
            ],
            ErrorEntry.Of(stick.Error)
        );

    private static ListedStickEntry EntryOf(ListedStick stick) =>
        new(
            stick.Candidate.PortPath,
            stick.Candidate.Interface.Node,
            Words.UsbIdOf(stick.Candidate),
            stick.Candidate.Interface.ProductName,
            stick.Info?.Version,
            stick.Info?.FirmwareFamily,
            stick.Info?.Codec,
            stick
                .Calibration?.Offsets.Select(offset => new CalibrationEntry(
                    offset.Sensor,
                    Words.Of(offset.Quantity),
                    offset.Value
                ))
                .ToList(),
            stick.Reason is { } reason
                ? ErrorEntry.Of(reason, stick.Candidate.Unsupported ?? stick.Error!.Message)
                : null
        );
}
