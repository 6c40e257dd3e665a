using Temper.Devices.HidSharp.Adapter;

namespace Temper.Integrations.Tests.HidSharp;

public sealed class NodeLockTests
{
    [Test]
    public void A_node_is_locked_by_one_at_a_time()
    {
        var node = Path.GetTempFileName();
        try
        {
            var (first, second) = (new NodeLock(node), new NodeLock(node));

            first.TryTake().Should().BeTrue();
            first.TryTake().Should().BeTrue("it has it already");
            second.TryTake().Should().BeFalse();
            first.Release();
            second.TryTake().Should().BeTrue();
            second.Release();
        }
        finally
        {
            File.Delete(node);
        }
    }

    [Test]
    public void Where_there_is_no_node_everybody_is_alone()
        => new NodeLock(node: null).TryTake().Should().BeTrue();

    [Test]
    public void A_node_that_is_gone_is_no_node_that_another_one_has()
        => new NodeLock("/nonexistent/hidraw0").Invoking(node => node.TryTake()).Should().Throw<IOException>();
}
