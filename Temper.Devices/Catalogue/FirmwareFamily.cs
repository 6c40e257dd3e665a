using System.Collections.Immutable;
using Temper.Devices.Codecs;

namespace Temper.Devices.Catalogue;

/// <summary>
/// A catalogue row: the firmware versions whose devices send the same bytes, and what the bytes mean.
/// </summary>
internal sealed record FirmwareFamily
{
    /// <summary>Short name of the row, such as <c>fm75-2</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What such devices are sold as.</summary>
    public required string SoldAs { get; init; }

    /// <summary>The firmware versions it covers.</summary>
    public required ImmutableArray<VersionPattern> Versions { get; init; }

    /// <summary>USB ids such devices were seen with.</summary>
    public required ImmutableArray<UsbId> UsbIds { get; init; }

    /// <summary>The reports of a reading, which differ in byte 1.</summary>
    public required ImmutableArray<ReportLayout> Reports { get; init; }

    /// <summary>
    /// Whether some of these devices have no sensor inside: they send the probe's report alone, or the no-probe word in
    /// the inner sensor's place.
    /// </summary>
    public bool InnerIsOptional { get; init; }

    /// <summary>How sure the row is.</summary>
    public required Evidence Evidence { get; init; }

    /// <summary>Where the facts come from.</summary>
    public required string Source { get; init; }

    /// <summary>The codec of the row's first sensor, which names the chip.</summary>
    public Codec Codec => Reports[0].Sensors[0].Codec;

    /// <summary>Whether a probe's report may follow the inner sensors'.</summary>
    internal bool MayHaveProbe => Has(ReportPlace.Inner) && Has(ReportPlace.Outer);

    /// <summary>Returns whether a codec can replace the default one: it decodes as many raw values.</summary>
    public bool Accepts(Codec codec)
    {
        ArgumentNullException.ThrowIfNull(codec);
        return Reports.All(report => report.Sensors.All(slot => slot.Codec.WordCount == codec.WordCount));
    }

    /// <summary>The layout of a report with that byte 1, or <see langword="null"/>.</summary>
    internal ReportLayout? LayoutOf(byte code) => Reports.FirstOrDefault(report => report.Code == code);

    /// <summary>
    /// Decodes a whole reply. Any data bytes give a reading; what the chip cannot measure is marked as such in it.
    /// </summary>
    /// <param name="reports">The reply's reports of 8 bytes, each with its layout.</param>
    /// <param name="codec">A codec to use instead of the row's own, or <see langword="null"/>.</param>
    internal Reading Decode(IReadOnlyList<(ReportLayout Layout, byte[] Bytes)> reports, Codec? codec)
    {
        var reading = new ReadingBuilder(InnerIsOptional);
        foreach (var (layout, bytes) in reports)
        {
            foreach (var slot in layout.Sensors)
            {
                (codec ?? slot.Codec).Decode(slot.Sensor, bytes.AsSpan(slot.Offset), reading);
            }
        }

        if (MayHaveProbe && !reports.Any(report => report.Layout.Place == ReportPlace.Outer))
        {
            reading.AddAbsent(Sensor.External, Quantity.Temperature);
        }

        return reading.Build();
    }

    private bool Has(ReportPlace place) => Reports.Any(report => report.Place == place);
}
