using Temper.CommandLine;
using Temper.Devices;
using Temper.Devices.PrometheusNet;

namespace Temper.Exporter.Tests.Metrics;

public sealed class LabelsTests
{
    [Test]
    public void Quantities_and_reasons_are_called_as_temper_read_and_the_page_call_them()
    {
        Enum.GetValues<Quantity>().Select(Labels.Of).Should().Equal(Enum.GetValues<Quantity>().Select(Words.Of));
        Labels.Reasons.Select(Labels.Of).Should().Equal(Labels.Reasons.Select(Words.Of));
    }
}
