namespace Temper.Devices.Protocol;

/// <summary>Waits for the report that answers a calibration query. Its tag is its own, so no reading is taken for it.</summary>
internal sealed class CalibrationAssembler : IReplyAssembler
{
    private const byte Tag = 0x82;

    private readonly byte[] _reply = new byte[Queries.ReportLength];

    public string Expected => $"{Queries.ReportLength} bytes that begin with {Tag:x2}";

    public ReadOnlySpan<byte> Reply => _reply;

    public ReportFate Offer(ReadOnlySpan<byte> report)
    {
        if (report.Length != Queries.ReportLength || report[0] != Tag)
        {
            return ReportFate.Stray;
        }

        report.CopyTo(_reply);
        return ReportFate.Complete;
    }
}
