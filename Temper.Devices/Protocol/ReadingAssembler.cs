namespace Temper.Devices.Protocol;

/// <summary>Waits for the report that answers a reading query; every other report is passed over.</summary>
internal sealed class ReadingAssembler(FirmwareFamily family) : IReplyAssembler
{
    private readonly byte[] _reply = new byte[Queries.ReportLength];

    public string Expected => $"{Queries.ReportLength} bytes that begin with {Queries.ReadingTag:x2} {family.DataLength:x2}";

    public ReadOnlySpan<byte> Reply => _reply;

    public ReportFate Offer(ReadOnlySpan<byte> report)
    {
        if (report.Length != Queries.ReportLength || report[0] != Queries.ReadingTag || report[1] != family.DataLength)
        {
            return ReportFate.Stray;
        }

        report.CopyTo(_reply);
        return ReportFate.Complete;
    }
}
