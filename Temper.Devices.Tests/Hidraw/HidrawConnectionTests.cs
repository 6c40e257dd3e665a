using Temper.Devices.Tests.Fakes;
using Temper.Devices.Transport.Linux;

namespace Temper.Devices.Tests.Hidraw;

[Platform("Linux", Reason = "calls its C library")]
public sealed class HidrawConnectionTests
{
    private static readonly byte[] Query = [0x01, 0x80, 0x33, 0x01, 0, 0, 0, 0];
    private static readonly byte[] Report = [0x80, 0x04, 0x15, 0xa0, 0x14, 0xa0, 0, 0];
    private static readonly TimeSpan AnHour = TimeSpan.FromHours(1);

    private readonly FakeHidrawSystem _system = new();
    private readonly byte[] _buffer = new byte[8];
    private HidrawConnection _connection = null!;

    [SetUp]
    public void Open() => _connection = new HidrawConnection(_system, FakeHidrawSystem.Fd, "/dev/hidraw0");

    [TearDown]
    public void Close() => _connection.Dispose();

    [Test]
    public void A_query_is_written_behind_a_report_id_of_0()
    {
        _connection.Write(Query);

        _system.Written.Should().ContainSingle().Which.Should().Equal(0, 0x01, 0x80, 0x33, 0x01, 0, 0, 0, 0);
    }

    [Test]
    public void An_interrupted_write_is_made_again()
    {
        _system.WriteResults.Enqueue(-Errno.Interrupted);

        _connection.Write(Query);

        _system.Written.Should().HaveCount(2);
    }

    [Test]
    public void A_short_write_is_an_error()
    {
        _system.WriteResults.Enqueue(4);

        Writing()
            .Should()
            .Throw<TemperConnectionException>()
            .WithMessage("/dev/hidraw0 accepted 4 of 9 bytes; replug the device");
    }

    [TestCase(Errno.BrokenPipe, "*rejected the query (stall)*")]
    [TestCase(Errno.TimedOut, "*did not accept the query; replug the device")]
    [TestCase(5, "cannot write to /dev/hidraw0: Input/output error (errno 5)")]
    public void A_failed_write_keeps_its_errno(int errno, string message)
    {
        _system.WriteResults.Enqueue(-errno);

        Writing().Should().ThrowExactly<TemperConnectionException>().Where(e => e.Errno == errno).WithMessage(message);
    }

    [TestCase(Errno.NoDevice)]
    [TestCase(Errno.Shutdown)]
    public void Writing_to_an_unplugged_device_says_so(int errno)
    {
        _system.WriteResults.Enqueue(-errno);

        Writing().Should().Throw<TemperDeviceGoneException>().Where(e => e.Errno == errno);
    }

    [Test]
    public void A_report_is_read_as_it_came()
    {
        _system.Reads.Enqueue(Report);

        _connection.Read(_buffer, AnHour).Should().Be(8);
        _buffer.Should().Equal(Report);
    }

    [Test]
    public void Nothing_to_read_within_no_time_is_0() => _connection.Read(_buffer, TimeSpan.Zero).Should().Be(0);

    [Test]
    public void A_timeout_is_0()
    {
        _system.PollResults.Enqueue((0, PollEvents.None));

        _connection.Read(_buffer, AnHour).Should().Be(0);
    }

    [Test]
    public void A_longer_report_is_cut_to_the_buffer()
    {
        _system.Reads.Enqueue(new byte[64]);

        _connection.Read(_buffer, AnHour).Should().Be(8);
    }

    [Test]
    public void An_interrupted_wait_goes_on()
    {
        _system.PollResults.Enqueue((-Errno.Interrupted, PollEvents.None));
        _system.PollResults.Enqueue((-Errno.Interrupted, PollEvents.None));
        _system.Reads.Enqueue(-Errno.Interrupted);
        _system.Reads.Enqueue(Report);

        _connection.Read(_buffer, AnHour).Should().Be(8);
    }

    [Test]
    public void A_report_another_reader_took_first_is_waited_for_again()
    {
        _system.PollResults.Enqueue((1, PollEvents.Input));
        _system.Reads.Enqueue(-Errno.TryAgain);
        _system.Reads.Enqueue(Report);

        _connection.Read(_buffer, AnHour).Should().Be(8);
    }

    [TestCase(PollEvents.HangUp)]
    [TestCase(PollEvents.Error)]
    [TestCase(PollEvents.Input | PollEvents.HangUp)]
    public void A_hang_up_is_an_unplugged_device(object events)
    {
        _system.PollResults.Enqueue((1, (PollEvents)events));

        Reading().Should().Throw<TemperDeviceGoneException>();
    }

    [TestCase(-Errno.NoDevice)]
    public void Reading_from_an_unplugged_device_says_so(int result)
    {
        _system.Reads.Enqueue(result);

        Reading().Should().Throw<TemperDeviceGoneException>();
    }

    [Test]
    public void Other_failures_keep_their_errno()
    {
        _system.PollResults.Enqueue((-12, PollEvents.None));
        Reading().Should().Throw<TemperConnectionException>().Where(e => e.Errno == 12);

        _system.Reads.Enqueue(-5);
        Reading().Should().Throw<TemperConnectionException>().Where(e => e.Errno == 5);
    }

    [Test]
    public void The_lock_is_acquired_and_released()
    {
        _connection.TryLock(TimeSpan.Zero).Should().BeTrue();
        _connection.Unlock();

        _system.Locks.Should().Equal(true, false);
    }

    [Test]
    public void A_lock_that_another_program_holds_is_not_taken()
    {
        _system.FlockResults.Enqueue(-Errno.TryAgain);

        _connection.TryLock(TimeSpan.Zero).Should().BeFalse();
    }

    [Test]
    public void A_lock_that_fails_otherwise_is_an_error()
    {
        _system.FlockResults.Enqueue(-37);

        FluentActions
            .Invoking(() => _connection.TryLock(TimeSpan.Zero))
            .Should()
            .Throw<TemperConnectionException>()
            .Where(e => e.Errno == 37);
    }

    [Test]
    public void After_closing_nothing_is_sent_to_a_descriptor_that_may_be_reused()
    {
        _connection.Dispose();
        _connection.Unlock();

        Writing().Should().Throw<ObjectDisposedException>();
        Reading().Should().Throw<ObjectDisposedException>();
        _system.Written.Should().BeEmpty();
        _system.Locks.Should().BeEmpty();
    }

    private Action Writing() => () => _connection.Write(Query);

    private Action Reading() => () => _connection.Read(_buffer, AnHour);
}
