using Temper.Devices.Catalogue;
using Temper.Devices.Codecs;

namespace Temper.Devices.Protocol.Hid;

/// <summary>
/// Waits for the one or two reports that answer a reading query, and ignores other reports. The code of a report,
/// rather than its position, shows which sensors it has. An instance is kept as long as the device is known, because it
/// remembers which reports the device sends.
/// </summary>
/// <param name="family">The possible reports.</param>
/// <param name="codec">A codec to use instead of the family's own.</param>
/// <param name="order">Distinguishes late replies. Without it, no reply counts as late.</param>
internal sealed class ReadingReply(FirmwareFamily family, Codec? codec = null, IReplyOrder? order = null)
    : IReportReply<Reading>
{
    private readonly List<(ReportLayout Layout, byte[] Bytes)> _reports = [];

    // What the device has sent since it was plugged in, in time or late. A report that came once and is missing now was
    // lost: a probe's report without the inner sensors' is a leftover, and the inner sensors' alone is half a reply.
    private bool _sendsInner;
    private bool _sendsOuter;

    public string Expected =>
        $"{Queries.ReportLength} bytes that begin with "
        + (
            _sendsInner && _sendsOuter
                ? $"{TagsOf(ReportPlace.Inner)}, and then {Queries.ReportLength} with {TagsOf(ReportPlace.Outer)}"
                : TagsOf(place: null)
        );

    public Reading Result => family.Decode(_reports, codec);

    /// <summary>The reply's reports, in the order they came.</summary>
    public IReadOnlyList<(ReportLayout Layout, byte[] Bytes)> Reports => _reports;

    private bool HasInner => _reports is [{ Layout.Place: ReportPlace.Inner }, ..];

    private bool LacksOuter => HasInner && _sendsOuter && _reports.Count == 1;

    public bool Discard(ReadOnlySpan<byte> report)
    {
        _reports.Clear(); // of the last reading
        Offer(report); // so that it is counted against the query it answers
        _reports.Clear();
        return LayoutOf(report) is not null;
    }

    public void Begin()
    {
        _reports.Clear();
        order?.Sent();
    }

    public ReplyProgress Offer(ReadOnlySpan<byte> report)
    {
        if (LayoutOf(report) is not { } layout)
        {
            return ReplyProgress.Stray;
        }

        _sendsOuter |= layout.Place == ReportPlace.Outer;
        return layout.Place switch
        {
            ReportPlace.Inner when HasInner => ReplyProgress.Stray, // sent twice, as below
            ReportPlace.Inner => TakeInner(layout, report),
            ReportPlace.Outer when HasInner => _reports.Count == 1
                ? Add(layout, report, ReplyProgress.Complete)
                : ReplyProgress.Stray,
            ReportPlace.Outer when family.MayHaveProbe => TakeProbeAlone(layout, report),
            _ => TakeFirst(layout, report, ReplyProgress.Complete),
        };
    }

    public ReplyProgress End() => _reports.Count > 0 && !LacksOuter ? ReplyProgress.Complete : ReplyProgress.Stray;

    private string TagsOf(ReportPlace? place) =>
        string.Join(
            " or ",
            family
                .Reports.Where(report => place is null || report.Place == place)
                .Select(report => $"{Queries.ReadingTag:x2} {report.Code:x2}")
        );

    private ReportLayout? LayoutOf(ReadOnlySpan<byte> report) =>
        report.Length == Queries.ReportLength && report[0] == Queries.ReadingTag ? family.LayoutOf(report[1]) : null;

    private ReplyProgress TakeInner(ReportLayout layout, ReadOnlySpan<byte> report)
    {
        _sendsInner = true;
        return TakeFirst(
            layout,
            report,
            _sendsOuter ? ReplyProgress.Part
                : family.MayHaveProbe ? ReplyProgress.Enough
                : ReplyProgress.Complete
        );
    }

    private ReplyProgress TakeProbeAlone(ReportLayout layout, ReadOnlySpan<byte> report) =>
        family.InnerIsOptional && !_sendsInner && _reports.Count == 0
            ? TakeFirst(layout, report, ReplyProgress.Enough)
            : ReplyProgress.Stray;

    private ReplyProgress TakeFirst(ReportLayout layout, ReadOnlySpan<byte> report, ReplyProgress progress)
    {
        _reports.Clear(); // what came before was a left-over
        return order?.Begins() == false ? ReplyProgress.Outdated : Add(layout, report, progress);
    }

    private ReplyProgress Add(ReportLayout layout, ReadOnlySpan<byte> report, ReplyProgress progress)
    {
        _reports.Add((layout, report.ToArray()));
        return progress;
    }
}
