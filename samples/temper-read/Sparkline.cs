namespace Temper.Read;

/// <summary>A row of values as a row of blocks, from the lowest to the highest of them.</summary>
internal static class Sparkline
{
    private const string Blocks = "▁▂▃▄▅▆▇█";

    // A sensor's last digit is no event: less than this from end to end is drawn as a flat line.
    private const double Flat = 0.05;

    public static string Of(IReadOnlyCollection<double> values)
    {
        var (low, high) = (values.Min(), values.Max());
        return string.Concat(
            values.Select(value =>
                high - low < Flat
                    ? Blocks[0]
                    : Blocks[(int)Math.Round((value - low) / (high - low) * (Blocks.Length - 1))]
            )
        );
    }
}
