namespace Temper.Devices.Protocol;

/// <summary>
/// Waits for the one or two reports that answer a reading query; every other report is passed over. Which sensors a
/// report is about is told by its code alone, never by its turn.
/// </summary>
/// <param name="family">What reports there can be.</param>
/// <param name="sendsInner">
/// Whether the stick is known to send its inner sensors' report, so that a probe's report without it is a left-over.
/// </param>
/// <param name="order">Tells late replies from present ones; without it every reply is present.</param>
internal sealed class ReadingAssembler(FirmwareFamily family, bool sendsInner = false, IReplyOrder? order = null) : IReplyAssembler
{
    private readonly List<byte[]> _reports = [];

    public string Expected
        => $"{Queries.ReportLength} bytes that begin with {string.Join(" or ", family.Reports.Select(report => $"{Queries.ReadingTag:x2} {report.Code:x2}"))}";

    /// <summary>The reply's reports, in the order they came.</summary>
    public IReadOnlyList<byte[]> Reports => _reports;

    /// <summary>Whether the stick has shown to send an inner sensors' report, be it a late one.</summary>
    public bool SendsInner { get; private set; } = sendsInner;

    private bool HasInner { get; set; }

    public ReportFate Offer(ReadOnlySpan<byte> report)
    {
        if (report.Length != Queries.ReportLength || report[0] != Queries.ReadingTag || family.LayoutOf(report[1]) is not { } layout)
        {
            return ReportFate.Stray;
        }

        return layout.Place switch
        {
            ReportPlace.Inner when HasInner => ReportFate.Stray, // sent twice, as below
            ReportPlace.Inner => BeginWithInner(report),
            ReportPlace.Outer when HasInner => _reports.Count == 1 ? Add(report, ReportFate.Complete) : ReportFate.Stray,
            ReportPlace.Outer when family.MayHaveProbe => BeginWithProbe(report),
            _ => Begin(report, ReportFate.Complete),
        };
    }

    public void Discard(ReadOnlySpan<byte> report)
    {
        Offer(report);
        Clear();
    }

    public void Begin()
    {
        Clear();
        order?.Sent();
    }

    private ReportFate BeginWithInner(ReadOnlySpan<byte> report)
    {
        SendsInner = true;
        var fate = Begin(report, family.MayHaveProbe ? ReportFate.Enough : ReportFate.Complete);
        HasInner = fate != ReportFate.Outdated;
        return fate;
    }

    private ReportFate BeginWithProbe(ReadOnlySpan<byte> report)
        => family.InnerIsOptional && !SendsInner && _reports.Count == 0 ? Begin(report, ReportFate.Enough) : ReportFate.Stray;

    private ReportFate Begin(ReadOnlySpan<byte> report, ReportFate fate)
    {
        _reports.Clear(); // what came before was a left-over
        return order?.Begins() == false ? ReportFate.Outdated : Add(report, fate);
    }

    private ReportFate Add(ReadOnlySpan<byte> report, ReportFate fate)
    {
        _reports.Add(report.ToArray());
        return fate;
    }

    private void Clear()
    {
        _reports.Clear();
        HasInner = false;
    }
}
