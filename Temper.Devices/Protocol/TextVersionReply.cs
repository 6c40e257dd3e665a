namespace Temper.Devices.Protocol;

/// <summary>Waits for the line that names the firmware version.</summary>
internal sealed class TextVersionReply : ILineReply
{
    public string Expected => "a line TEMPerX232_Vn.n";

    public int StrayCount { get; private set; }

    /// <summary>The version, once complete.</summary>
    public FirmwareVersion? Version { get; private set; }

    /// <summary>A line that is no version of ours: half of one, or another device's answer.</summary>
    public FirmwareVersion? Unfamiliar { get; private set; }

    public void Reset() => (Version, Unfamiliar, StrayCount) = (null, null, 0);

    public void Begin() => Reset();

    public ReportFate Offer(ReadOnlySpan<byte> line, bool isEnded)
    {
        line = line.TrimEnd([(byte)'<', (byte)' ', (byte)0]);
        if (TemperX232.IsVersion(line))
        {
            Version = FirmwareVersion.FromBytes(line);
            return ReportFate.Complete;
        }

        if (!TemperX232.LooksLikeReading(line)) // those answer an earlier query, maybe another program's
        {
            Unfamiliar = FirmwareVersion.FromBytes(line);
            StrayCount++;
        }

        return ReportFate.Part;
    }

    public ReportFate End() => Unfamiliar is not null ? ReportFate.Stray : ReportFate.Part;
}
