namespace Temper.Devices.Protocol;

/// <summary>Reports as people paste them: lower-case hex, a blank between reports.</summary>
internal static class HexText
{
    public static string Of(ReadOnlySpan<byte> report) => Convert.ToHexString(report).ToLowerInvariant();

    public static string Of(IEnumerable<byte[]> reports) => string.Join(' ', reports.Select(report => Of(report)));
}
