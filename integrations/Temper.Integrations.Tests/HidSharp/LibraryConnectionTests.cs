using Temper.Devices;
using Temper.Devices.HidSharp.Adapter;
using Temper.Devices.Transport;
using Temper.Emulator;

namespace Temper.Integrations.Tests.HidSharp;

public sealed class LibraryConnectionTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly byte[] Stale = [0, 0x80, 2, 0, 0, 0, 0, 0, 0];

    private readonly EmulatedLibrary _library = EmulatedLibrary.OfLinux();
    private readonly LibraryTransport _transport;
    private readonly EmulatedDevice _device;

    public LibraryConnectionTests()
    {
        _transport = new LibraryTransport(_library, closeTimeout: TimeSpan.FromMilliseconds(10));
        _device = _library.Plug("TEMPer2_M12_V1.3");
    }

    private EmulatedStream Stream => _library.Streams[^1];

    [Test]
    public void A_query_has_the_report_id_in_front_once_and_an_answer_has_none()
    {
        using var connection = Open();
        var report = new byte[8];

        connection.Write(HidQueries.Reading);
        connection.Read(report, TimeSpan.FromSeconds(1)).Should().Be(8);

        Stream.Written.Should().ContainSingle().Which.Should().Equal([0, .. HidQueries.Reading]);
        report[0].Should().Be(HidQueries.ReadingTag);
    }

    [Test]
    public void A_short_report_stays_short()
    {
        using var connection = Open();
        Stream.Queued.Enqueue([0, 0x80, 4, 0x15]);
        var report = new byte[8];

        connection.Read(report, TimeSpan.Zero).Should().Be(3);
        report[..3].Should().Equal(0x80, 4, 0x15);
    }

    [Test]
    public void Nothing_in_time_is_not_an_error()
    {
        using var connection = Open();

        connection.Read(new byte[8], TimeSpan.Zero).Should().Be(0);
    }

    [TestCase(7)]
    [TestCase(9)]
    public void A_query_of_another_length_is_not_sent(int length)
    {
        using var connection = Open();

        connection
            .Invoking(connection => connection.Write(new byte[length]))
            .Should()
            .Throw<TemperConnectionException>()
            .WithMessage("*takes reports of 8 bytes*");
        Stream.Written.Should().BeEmpty();
    }

    [Test]
    public async Task Reports_that_piled_up_between_two_reads_are_dropped_however_many_there_are()
    {
        await using var device = await TemperDevices.OpenFirstAsync(new TemperOptions { Transports = [_transport] });
        for (var count = 0; count < 500; count++)
        {
            Stream.Queued.Enqueue(Stale);
        }

        (await device.ReadAsync()).Sensors[0].Value.Should().Be(21.625);
    }

    [Test]
    public void A_query_that_is_not_taken_in_time_closes_the_stream()
    {
        var connection = Open();
        _device.Fault = DeviceFault.WriteHangs;

        Writing(connection)
            .Should()
            .Throw<TemperConnectionException>()
            .WithMessage("*did not accept the query; replug the device")
            .Which.InnerException.Should()
            .BeOfType<TimeoutException>();
        Writing(connection).Should().Throw<ObjectDisposedException>();
        Stream.Release();
    }

    [Test]
    public void A_stream_that_hangs_is_closed_behind_the_callers_back_and_is_the_only_one_that_hangs()
    {
        var connection = Open();
        var stream = Stream;
        _device.Fault = DeviceFault.WriteHangs;
        Writing(connection).Should().Throw<TemperConnectionException>();

        _transport
            .Invoking(_ => Open())
            .Should()
            .Throw<TemperConnectionException>()
            .WithMessage("*an earlier query is still pending; *");
        stream.IsClosed.Should().BeFalse("no caller waited for it");

        _device.Fault = DeviceFault.None;
        stream.Release();
        SpinWait.SpinUntil(() => stream.IsClosed, Timeout).Should().BeTrue();
        using var next = Open();
        next.Write(HidQueries.Reading);
    }

    [Test]
    public void A_device_that_was_unplugged_is_reported_as_gone()
    {
        using var connection = Open();
        _library.Unplug(_device);

        connection
            .Invoking(connection => connection.Read(new byte[8], TimeSpan.FromSeconds(1)))
            .Should()
            .Throw<TemperDeviceGoneException>();
    }

    [TestCaseSource(nameof(LibraryExceptions))]
    public void Whatever_the_library_throws_is_one_of_our_errors(Exception error)
    {
        var connection = Open();
        Stream.Error = error;

        Writing(connection).Should().Throw<TemperConnectionException>().Which.InnerException.Should().BeSameAs(error);
    }

    [Test]
    public void Closing_twice_closes_once()
    {
        var connection = Open();

        connection.Dispose();
        connection.Dispose();

        SpinWait.SpinUntil(() => Stream.IsClosed, Timeout).Should().BeTrue();
    }

    private static IEnumerable<Exception> LibraryExceptions() =>
        [new IOException("I/O output report failed."), new ObjectDisposedException("Closed."), new ArgumentException()];

    private static Action Writing(ITransportConnection connection) => () => connection.Write(HidQueries.Reading);

    private ITransportConnection Open() =>
        _transport.Open(_transport.Enumerate().Single(hid => hid.InterfaceNumber == 1));
}
