namespace Temper.Read;

/// <summary>Draws values as a row of blocks, scaled from the lowest to the highest value.</summary>
internal static class Sparkline
{
    private const string Blocks = "▁▂▃▄▅▆▇█";

    // A smaller range is drawn as a flat line, because it is only the noise of the sensor's last digit.
    private const double FlatRange = 0.05;

    public static string Of(IReadOnlyCollection<double> values)
    {
        var (low, high) = (values.Min(), values.Max());
        return string.Concat(
            values.Select(value =>
                high - low < FlatRange
                    ? Blocks[0]
                    : Blocks[(int)Math.Round((value - low) / (high - low) * (Blocks.Length - 1))]
            )
        );
    }
}
