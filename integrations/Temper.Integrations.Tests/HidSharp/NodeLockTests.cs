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
            using var first = NodeLock.Of(node);
            using var second = NodeLock.Of(node);

            first.TryTake().Should().BeTrue();
            first.TryTake().Should().BeTrue("it has it already");
            second.TryTake().Should().BeFalse();
            first.Release();
            second.TryTake().Should().BeTrue();
        }
        finally
        {
            File.Delete(node);
        }
    }

    [Test]
    public void What_was_locked_is_free_when_it_is_closed()
    {
        var node = Path.GetTempFileName();
        try
        {
            using var second = NodeLock.Of(node);
            using (var first = NodeLock.Of(node))
            {
                first.TryTake();
            }

            second.TryTake().Should().BeTrue();
        }
        finally
        {
            File.Delete(node);
        }
    }

    [Test]
    public void Without_a_node_no_lock_is_needed()
    {
        using var alone = NodeLock.Of(node: null);

        alone.TryTake().Should().BeTrue();
    }

    [Test]
    public void A_missing_node_cannot_be_locked() =>
        FluentActions.Invoking(() => NodeLock.Of("/nonexistent/hidraw0")).Should().Throw<IOException>();
}
