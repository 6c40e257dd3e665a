namespace Temper.Devices.Protocol.Hid;

/// <summary>
/// Waits for the two reports of a version reply. They carry no tag, but every version known begins with "TEMPer", so
/// the first one differs from a stray report, and from a second one whose first was lost (urwen/temper issue 9).
/// </summary>
/// <param name="order">Counts queries and replies, if they have to be counted.</param>
internal sealed class VersionReply(IReplyOrder? order = null) : IReportReply<FirmwareVersion>
{
    private readonly byte[] _reply = new byte[2 * Queries.ReportLength];
    private readonly List<byte[]> _textReports = [];
    private bool _hasFirst;

    public string Expected => "two reports of text that begin with \"TEMPer\"";

    private static ReadOnlySpan<byte> Beginning => "TEMPer"u8;

    public FirmwareVersion Result => FirmwareVersion.FromBytes(_reply);

    public bool Discard(ReadOnlySpan<byte> report)
    {
        var progress = Offer(report);
        _hasFirst &= progress != ReplyProgress.Complete;
        return progress != ReplyProgress.Stray;
    }

    public void Begin()
    {
        Array.Clear(_reply);
        _textReports.Clear();
        _hasFirst = false;
        order?.Sent();
    }

    public ReplyProgress Offer(ReadOnlySpan<byte> report)
    {
        if (report.Length != Queries.ReportLength || report[0] == Queries.ReadingTag)
        {
            return ReplyProgress.Stray;
        }

        if (report.StartsWith(Beginning))
        {
            report.CopyTo(_reply);
            _hasFirst = true;
            return ReplyProgress.Part;
        }

        if (!_hasFirst)
        {
            RememberText(report);
            return ReplyProgress.Stray;
        }

        report.CopyTo(_reply.AsSpan(Queries.ReportLength));
        order?.Begins();
        return ReplyProgress.Complete;
    }

    /// <summary>
    /// Takes two reports of text that do not begin as known versions do for the version of an unknown device, whose
    /// owner should see it.
    /// </summary>
    public ReplyProgress End()
    {
        if (_hasFirst || _textReports.Count < 2)
        {
            return ReplyProgress.Stray;
        }

        _textReports[0].CopyTo(_reply, 0);
        _textReports[1].CopyTo(_reply, Queries.ReportLength);
        return ReplyProgress.Complete;
    }

    private void RememberText(ReadOnlySpan<byte> report)
    {
        if (_textReports.Count < 2 && !report.ContainsAnyExceptInRange((byte)0x20, (byte)0x7e))
        {
            _textReports.Add(report.ToArray());
        }
    }
}
