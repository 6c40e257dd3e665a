using Temper.Emulator;

namespace Temper.Devices.Tests.Devices;

/// <summary>
/// Devices that lose queries: read as often as two attempts allow, and asked once a read after they healed.
/// </summary>
public sealed class LossyDeviceTests
{
    private const int Reads = 400;
    private const int HealthyReads = 50;

    [Test]
    public void Lost_queries_cost_no_more_reads_than_two_attempts_let_fail(
        [Values(false, true)] bool isSerial,
        [Values(0.1, 0.3, 0.5)] double loss,
        [Values(20, 120, 450)] int answerMs,
        [Values(1, 2, 5, 15)] int periodSeconds
    )
    {
        var period = TimeSpan.FromSeconds(periodSeconds);
        using var device = LossyDevice.Create(isSerial, TimeSpan.FromMilliseconds(answerMs));
        device.Lose(new QueryLoss(loss, seed: 1));

        var good = Enumerable.Range(0, Reads).Count(_ => device.Read(period));
        var lossyQueries = device.Queries;

        var expected = 1 - (loss * loss);
        var margin = 3 * Math.Sqrt(expected * (1 - expected) / Reads);
        TestContext.Out.WriteLine(
            $"{good * 100.0 / Reads:f1} % ({100 * expected:f0}), {lossyQueries / (double)Reads:f2} queries a read"
        );
        (good / (double)Reads).Should().BeGreaterThanOrEqualTo(expected - margin);
        device.Lose(null);
        device.Read(period).Should().BeTrue("it is well again");
        for (var read = 0; read < HealthyReads; read++)
        {
            var before = device.Queries;
            device.Read(period).Should().BeTrue();
            (device.Queries - before).Should().Be(1);
        }
    }
}
