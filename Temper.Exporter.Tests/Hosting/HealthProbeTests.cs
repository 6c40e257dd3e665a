using System.Net;
using Temper.Exporter.Hosting;

namespace Temper.Exporter.Tests.Hosting;

public sealed class HealthProbeTests
{
    [Test]
    public async Task A_probe_that_gets_no_socket_is_a_fault_and_no_exception()
    {
        // Binding to it fails, as it does when ports or descriptors are used up.
        var probe = new HealthProbe(new IPEndPoint(IPAddress.Parse("fe80::1"), 1));

        (await probe.FaultAsync(CancellationToken.None)).Should().StartWith("[fe80::1]:1: ");
    }
}
