// One kernel, one bus: tests run one after the other.
[assembly: NonParallelizable]
[assembly: FixtureLifeCycle(LifeCycle.InstancePerTestCase)]

namespace Temper.Bench.Tests;

[SetUpFixture]
public sealed class BenchSetup
{
    [OneTimeSetUp]
    public void ThisMustBeTheGuest() =>
        Directory
            .Exists("/sys/devices/platform/vhci_hcd.0")
            .Should()
            .BeTrue("these tests run in the guest: bench/run starts it");
}
