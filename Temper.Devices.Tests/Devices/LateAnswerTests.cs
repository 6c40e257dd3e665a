using Temper.Devices.Protocol.Hid;

namespace Temper.Devices.Tests.Devices;

/// <summary>
/// Answers that come after their read has ended are never another read's reading:
/// <see cref="LossyDevice.Read"/> checks each one.
/// </summary>
public sealed class LateAnswerTests
{
    private const int Reads = 300;
    private const int HealthyReads = 20;
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(20);

    // Every so many queries one is late, and in an order of their own: all that follow wait behind it.
    [Test]
    public void A_late_answer_is_never_the_reading_of_a_later_read(
        [Values(0.4, 1.3, 1.9, 4.9, 6)] double lateSeconds,
        [Values(1, 2, 5, 15)] int periodSeconds,
        [Values(2, 3, 7)] int every
    )
    {
        using var device = (LossyDevice.Hid)LossyDevice.Create(isSerial: false, Usual);
        var queries = 0;
        device.Transport.Delay = _ => ++queries % every == 0 ? TimeSpan.FromSeconds(lateSeconds) : Usual;

        ReadAndHeal(device, TimeSpan.FromSeconds(periodSeconds));
    }

    [Test]
    public void A_device_that_is_always_late_never_returns_the_reading_of_an_earlier_read(
        [Values(0.4, 1.3, 1.9, 4.9, 6)] double lateSeconds,
        [Values(1, 2, 5, 15)] int periodSeconds,
        [Values] bool isSerial,
        [Values] bool isKnown
    )
    {
        using var device = LossyDevice.Create(isSerial, Usual);
        if (device is LossyDevice.Serial serial)
        {
            serial.Device.IsBusyWhileAnswering = false;
        }

        var period = TimeSpan.FromSeconds(periodSeconds);
        if (isKnown)
        {
            device.Read(period).Should().BeTrue();
        }

        device.SetAnswer(TimeSpan.FromSeconds(lateSeconds));

        ReadAndHeal(device, period, heals: isKnown);
    }

    // Losses and answers of any lateness at once, in the order of the queries.
    [Test]
    public void Losses_and_late_answers_together_never_return_the_reading_of_an_earlier_read(
        [Range(1, 20)] int seed,
        [Values(0.1, 0.3, 0.5)] double loss,
        [Values(1, 5)] int periodSeconds
    )
    {
        using var device = (LossyDevice.Hid)LossyDevice.Create(isSerial: false, Usual);
        var random = new Random(seed);
        device.Transport.Delay = _ =>
            random.NextDouble() < loss ? null
            : random.NextDouble() < 0.2 ? TimeSpan.FromSeconds(6 * random.NextDouble())
            : Usual;

        ReadAndHeal(device, TimeSpan.FromSeconds(periodSeconds));
    }

    // A device whose readings are always late, and whose version replies overtake them.
    [Test]
    public void A_version_reply_that_overtakes_readings_proves_nothing(
        [Values(2.6, 4.9, 6.1)] double lateSeconds,
        [Values(1.1, 1.5, 3.5, 5)] double periodSeconds
    )
    {
        using var device = (LossyDevice.Hid)LossyDevice.Create(isSerial: false, Usual);
        device.Transport.AnswersInOrder = false;
        device.Transport.Delay = query =>
            query.AsSpan().SequenceEqual(Queries.Reading)
                ? TimeSpan.FromSeconds(lateSeconds)
                : TimeSpan.FromMilliseconds(50);

        for (var read = 0; read < Reads; read++)
        {
            device.Read(TimeSpan.FromSeconds(periodSeconds));
        }
    }

    [Test]
    public void A_slow_device_is_asked_once_a_read_when_that_was_learned(
        [Values(20, 120, 450, 900, 1500)] int answerMs,
        [Values] bool isSerial
    )
    {
        using var device = LossyDevice.Create(isSerial, Usual);
        var period = TimeSpan.FromSeconds(5);
        device.Read(period).Should().BeTrue();
        device.SetAnswer(TimeSpan.FromMilliseconds(answerMs));
        for (var read = 0; read < 8; read++)
        {
            device.Read(period);
        }

        for (var read = 0; read < HealthyReads; read++)
        {
            var before = device.Queries;
            device.Read(period).Should().BeTrue(device.Error);
            (device.Queries - before).Should().Be(1);
        }
    }

    [Test]
    public void A_device_that_no_longer_answers_version_queries_is_read_again_in_the_end()
    {
        using var device = (LossyDevice.Hid)LossyDevice.Create(isSerial: false, Usual);
        var period = TimeSpan.FromSeconds(15);
        device.Read(period).Should().BeTrue();
        device.Transport.Delay = _ => null;
        device.Read(period).Should().BeFalse();
        device.Transport.Delay = query => query.AsSpan().SequenceEqual(Queries.Reading) ? Usual : null;

        Enumerable.Range(0, 10).Select(_ => device.Read(period)).Should().EndWith([true, true, true]);
    }

    [Test]
    public void An_answer_that_waited_in_a_device_that_was_not_polled_is_not_a_reading()
    {
        using var device = (LossyDevice.Hid)LossyDevice.Create(isSerial: false, Usual);
        var period = TimeSpan.FromSeconds(15);
        device.Read(period).Should().BeTrue();
        device.Transport.IsPollingStopped = true;

        var results = Enumerable.Range(0, 10).Select(_ => device.Read(period)).ToList();

        results.Should().StartWith([false, false, false]).And.EndWith([true, true, true]);
        device.Transport.Opened.Should().Be(2);
    }

    private static void ReadAndHeal(LossyDevice device, TimeSpan period, bool heals = true)
    {
        for (var read = 0; read < Reads; read++)
        {
            device.Read(period);
        }

        if (!heals)
        {
            return;
        }

        device.SetAnswer(Usual);
        device.Time.Advance(TimeSpan.FromSeconds(10)); // what is late has come
        device.Read(period);
        for (var read = 0; read < HealthyReads; read++)
        {
            var before = device.Queries;
            device.Read(period).Should().BeTrue(device.Error);
            (device.Queries - before).Should().Be(1);
        }
    }
}
