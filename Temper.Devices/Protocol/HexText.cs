namespace Temper.Devices.Protocol;

/// <summary>Formats reports in lower-case hex, separated by spaces.</summary>
internal static class HexText
{
    public static string Of(ReadOnlySpan<byte> report) => Convert.ToHexString(report).ToLowerInvariant();

    public static string Of(IEnumerable<byte[]> reports) => string.Join(' ', reports.Select(report => Of(report)));
}
