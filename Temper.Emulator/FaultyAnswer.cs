using System.Collections.Immutable;

namespace Temper.Emulator;

/// <summary>Changes the answers of a device that has a fault.</summary>
internal static class FaultyAnswer
{
    private const int ChatterReports = 40;
    private static readonly TimeSpan ChatterInterval = TimeSpan.FromMilliseconds(8);
    private static readonly TimeSpan SlowDelay = TimeSpan.FromSeconds(2);
    private static readonly byte[] Stray = [0x42, 0x00, 0x13, 0x37, 0x00, 0x00, 0x00, 0x01];
    private static readonly byte[] Nonsense = [0xde, 0xad, 0xbe, 0xef, 0x00, 0xff, 0x55, 0xaa];

    /// <summary>Returns the answer of a device with a fault.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="reports">The reports of a device without a fault.</param>
    public static DeviceAnswer Of(DeviceFault fault, ImmutableArray<TimedReport> reports) =>
        fault switch
        {
            DeviceFault.Stall => new DeviceAnswer(WriteOutcome.Stalled, []),
            DeviceFault.WriteHangs => new DeviceAnswer(WriteOutcome.NeverCompletes, []),
            DeviceFault.UnplugOnQuery => new DeviceAnswer(WriteOutcome.Unplugs, []),
            DeviceFault.Silent => Accepted([]),
            DeviceFault.Slow => Accepted([
                .. reports.Select(report => report with { After = report.After + SlowDelay }),
            ]),
            DeviceFault.HalfVersion => Accepted(IsReading(reports) ? reports : LastOf(reports)),
            DeviceFault.ProbeLost => Accepted(IsReading(reports) ? reports[..1] : reports),
            DeviceFault.StrayBefore => Accepted(reports.Insert(0, new TimedReport(TimeSpan.Zero, Stray))),
            DeviceFault.AnswerTwice => Accepted([.. reports, .. reports]),
            DeviceFault.Chatter => Accepted(AmongChatter(reports)),
            DeviceFault.UnplugMidReply => new DeviceAnswer(
                WriteOutcome.Accepted,
                HalfOf(reports),
                UnplugsAfterwards: true
            ),
            _ => Accepted([.. reports.Select(report => report with { Bytes = Corrupt(report.Bytes, fault) })]),
        };

    private static DeviceAnswer Accepted(ImmutableArray<TimedReport> reports) => new(WriteOutcome.Accepted, reports);

    private static bool IsReading(ImmutableArray<TimedReport> reports) =>
        reports is [{ Bytes: [HidQueries.ReadingTag, ..] }, ..];

    private static byte[] Corrupt(byte[] report, DeviceFault fault)
    {
        var isReading = report[0] == HidQueries.ReadingTag;
        return fault switch
        {
            DeviceFault.ShortReport => report[..4],
            DeviceFault.EmptyReport => [],
            DeviceFault.Garbage => Nonsense,
            DeviceFault.WrongEcho when isReading => [0x81, .. report[1..]],
            DeviceFault.WrongLength when isReading => [report[0], (byte)(report[1] + 1), .. report[2..]],
            DeviceFault.AllOnes when isReading => [.. report[..2], 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
            _ => report,
        };
    }

    private static ImmutableArray<TimedReport> HalfOf(ImmutableArray<TimedReport> reports) =>
        reports[..(reports.Length / 2)];

    private static ImmutableArray<TimedReport> LastOf(ImmutableArray<TimedReport> reports) =>
        reports.Length > 1 ? reports[^1..] : reports;

    private static ImmutableArray<TimedReport> AmongChatter(ImmutableArray<TimedReport> reports) =>
        [
            .. Enumerable
                .Range(0, ChatterReports)
                .Select(index => new TimedReport(index * ChatterInterval, Stray))
                .Concat(reports.Select(report => report with { After = report.After + (2 * ChatterInterval) }))
                .OrderBy(report => report.After),
        ];
}
