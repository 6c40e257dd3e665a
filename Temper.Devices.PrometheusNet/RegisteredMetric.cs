using System.Buffers;
using Prometheus;

namespace Temper.Devices.PrometheusNet;

/// <summary>A metric in a registry of prometheus-net.</summary>
internal abstract class RegisteredMetric
{
    private static readonly SearchValues<char> ControlCharacters = SearchValues.Create([
        .. Enumerable.Range(0, 0xa0).Select(code => (char)code).Where(char.IsControl),
    ]);

    /// <summary>Creates the series with these label values, or finds it.</summary>
    public object ChildOf(ReadOnlySpan<string> labels) => FindChild(Array.ConvertAll(labels.ToArray(), Printable));

    /// <summary>Gives a series its value.</summary>
    /// <returns>Whether the series has that value now; a counter keeps its own when that is higher.</returns>
    public abstract bool TrySet(object child, double value);

    /// <summary>Removes every series that is not among these.</summary>
    public abstract void RemoveAllBut(IReadOnlySet<object> children);

    protected abstract object FindChild(string[] labels);

    // prometheus-net escapes quotes, backslashes and line feeds. It passes on other control characters, which could
    // write to the terminal of a reader.
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
/// <param name="collector">The metric as prometheus-net has it.</param>
/// <param name="trySet">Gives a series its value, and returns whether it has it.</param>
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
