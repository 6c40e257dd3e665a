namespace Temper.Devices.Protocol.Text;

/// <summary>Waits for the line that names the firmware version.</summary>
/// <param name="order">Counts queries and replies, if they have to be counted.</param>
internal sealed class TextVersionReply(IReplyOrder? order = null) : ILineReply<FirmwareVersion>
{
    private FirmwareVersion? _version;

    // A line that is not a version of ours: half of one, or another device's answer.
    private FirmwareVersion? _unfamiliar;

    public string Expected => "a line TEMPerX232_Vn.n";

    /// <summary>The version; after silence, an unfamiliar line instead.</summary>
    public FirmwareVersion Result => _version ?? _unfamiliar!;

    public int StrayCount { get; private set; }

    public void Reset() => (_version, _unfamiliar, StrayCount) = (null, null, 0);

    public void Begin()
    {
        Reset();
        order?.Sent();
    }

    public ReplyProgress Offer(ReadOnlySpan<byte> line, bool isEnded)
    {
        line = line.TrimEnd([(byte)'<', (byte)' ', (byte)0]);
        if (TemperX232.IsVersion(line))
        {
            _version = FirmwareVersion.FromBytes(line);
            order?.Begins();
            return ReplyProgress.Complete;
        }

        // Lines of other kinds answer an earlier query, maybe another program's.
        if (!TemperX232.LooksLikeReading(line) && !TemperX232.LooksLikeCalibration(line))
        {
            _unfamiliar = FirmwareVersion.FromBytes(line);
            StrayCount++;
        }

        return ReplyProgress.Part;
    }

    public ReplyProgress End() => _unfamiliar is not null ? ReplyProgress.Complete : ReplyProgress.Part;
}
