using System.Buffers;
using Prometheus;

namespace Temper.Devices.PrometheusNet;

/// <summary>A metric in a registry of prometheus-net.</summary>
internal abstract class RegisteredMetric
{
    private static readonly SearchValues<char> ControlCharacters = SearchValues.Create([
        .. Enumerable.Range(0, 0xa0).Select(code => (char)code).Where(char.IsControl),
    ]);

    /// <summary>Returns the series with these label values, which is created if it does not exist.</summary>
    public object ChildOf(ReadOnlySpan<string> labels) => FindChild(Array.ConvertAll(labels.ToArray(), Printable));

    /// <summary>Sets the value of a series.</summary>
    /// <returns>
    /// Whether the series has this value now. A counter never decreases, so it may keep a higher value.
    /// </returns>
    public abstract bool TrySet(object child, double value);

    /// <summary>Removes all series except these.</summary>
    public abstract void RemoveAllBut(IReadOnlySet<object> children);

    protected abstract object FindChild(string[] labels);

    // prometheus-net escapes quotes, backslashes and line feeds. Other control characters could manipulate the terminal
    // of a user who prints the metrics.
    private static string Printable(string text) =>
        text.AsSpan().ContainsAny(ControlCharacters)
            ? string.Create(
                text.Length,
                text,
                (printable, from) =>
                {
                    for (var index = 0; index < from.Length; index++)
                    {
                        printable[index] = char.IsControl(from[index]) ? '\ufffd' : from[index];
                    }
                }
            )
            : text;
}

/// <summary>A metric of one type.</summary>
/// <param name="collector">The metric of prometheus-net.</param>
/// <param name="trySet">Sets the value of a series, and returns whether it has this value now.</param>
internal sealed class RegisteredMetric<TChild>(Collector<TChild> collector, Func<TChild, double, bool> trySet)
    : RegisteredMetric
    where TChild : ChildBase
{
    private static readonly string[][] NoLabels =
    [
        [],
    ];

    public override bool TrySet(object child, double value) => trySet((TChild)child, value);

    public override void RemoveAllBut(IReadOnlySet<object> children)
    {
        foreach (var labels in collector.LabelNames is [] ? NoLabels : collector.GetAllLabelValues())
        {
            var child = collector.WithLabels(labels);
            if (!children.Contains(child))
            {
                child.Remove();
            }
        }
    }

    protected override object FindChild(string[] labels) => collector.WithLabels(labels);
}
