namespace Temper.Devices.PrometheusNet;

/// <summary>Receives the series of one metric, one after another.</summary>
internal abstract class MetricSeries
{
    /// <summary>Sets the series with these label values. Without a value, no series is set.</summary>
    public void Set(double? value, params ReadOnlySpan<string> labels)
    {
        if (value is { } known)
        {
            Write(known, labels);
        }
    }

    protected abstract void Write(double value, ReadOnlySpan<string> labels);
}
