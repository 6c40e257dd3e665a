using System.Collections.Immutable;

namespace Temper.Devices.Catalogue;

/// <summary>One kind of report that a reading is made of.</summary>
/// <param name="Code">
/// Byte 1 of the report: how many data bytes it has on 0c45 devices, which sensors it is about on the later ones. The
/// two overlap (04 is both), so a code means something only within a catalogue row.
/// </param>
/// <param name="Place">The place of the report in a reading.</param>
/// <param name="Sensors">The sensors in the report, in order.</param>
internal sealed record ReportLayout(byte Code, ReportPlace Place, ImmutableArray<SensorSlot> Sensors);

/// <summary>Which of a reading's reports one is.</summary>
internal enum ReportPlace
{
    /// <summary>The only one.</summary>
    Only,

    /// <summary>The sensors inside the device: the first of two, or the only one when no probe is plugged in.</summary>
    Inner,

    /// <summary>The probe: the second of two, or the only one of a device that has nothing inside.</summary>
    Outer,
}
