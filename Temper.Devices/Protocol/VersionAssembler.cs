namespace Temper.Devices.Protocol;

/// <summary>
/// Waits for the two reports of a version reply. They carry no tag, but every version known begins with "TEMPer", so
/// the first can be told from a stray report, and from a second one whose first was lost (urwen/temper issue 9).
/// </summary>
internal sealed class VersionAssembler : IReplyAssembler
{
    private readonly byte[] _reply = new byte[2 * Queries.ReportLength];
    private readonly List<byte[]> _textReports = [];
    private bool _hasFirst;

    public string Expected => "two reports of text that begin with \"TEMPer\"";

    private static ReadOnlySpan<byte> Beginning => "TEMPer"u8;

    /// <summary>The version, once the reply is complete.</summary>
    public FirmwareVersion Version => FirmwareVersion.FromBytes(_reply);

    public ReportFate Offer(ReadOnlySpan<byte> report)
    {
        if (report.Length != Queries.ReportLength || report[0] == Queries.ReadingTag)
        {
            return ReportFate.Stray;
        }

        if (report.StartsWith(Beginning))
        {
            report.CopyTo(_reply);
            _hasFirst = true;
            return ReportFate.Part;
        }

        if (!_hasFirst)
        {
            RememberText(report);
            return ReportFate.Stray;
        }

        report.CopyTo(_reply.AsSpan(Queries.ReportLength));
        return ReportFate.Complete;
    }

    /// <summary>
    /// When nothing more comes: two reports of text that do not begin as known versions do are an unknown stick's
    /// version, which its owner should be told.
    /// </summary>
    public bool TryTakeUnfamiliar()
    {
        if (_hasFirst || _textReports.Count < 2)
        {
            return false;
        }

        _textReports[0].CopyTo(_reply, 0);
        _textReports[1].CopyTo(_reply, Queries.ReportLength);
        return true;
    }

    private void RememberText(ReadOnlySpan<byte> report)
    {
        if (_textReports.Count < 2 && !report.ContainsAnyExceptInRange((byte)0x20, (byte)0x7e))
        {
            _textReports.Add(report.ToArray());
        }
    }
}
