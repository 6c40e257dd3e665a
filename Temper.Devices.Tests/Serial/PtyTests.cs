using System.Diagnostics;
using Temper.Devices.Tests.Fakes;
using Temper.Devices.Transport;
using Temper.Devices.Transport.Linux;

namespace Temper.Devices.Tests.Serial;

/// <summary>The real system calls, on a tty of the real kernel.</summary>
[Platform("Linux")]
public sealed class PtyTests
{
    private readonly FakeTtySysfs _sysfs = new();
    private PtyDevice _device = null!;
    private TtyTransport _transport = null!;
    private TemperOptions _options = null!;

    [SetUp]
    public void Plug()
    {
        _device = new PtyDevice();
        _sysfs.Plug(number: _device.Number);
        _sysfs.AddNode("ttyUSB0", _device.Node);
        _transport = new TtyTransport(_sysfs.Root, _sysfs.DeviceRoot);
        _options = new TemperOptions { Transports = [_transport], DeviceTimeout = TimeSpan.FromSeconds(10) };
    }

    [TearDown]
    public void Unplug()
    {
        _device?.Dispose();
        _sysfs.Dispose();
    }

    [Test]
    public async Task A_device_on_a_real_tty_is_read()
    {
        await using var device = await TemperDevices.OpenFirstAsync(_options);

        var reading = await device.ReadAsync();

        device.Info.Version.Should().Be("TEMPerX232_V2.0");
        reading
            .Sensors.Should()
            .Equal(
                new SensorReading("internal", Quantity.Temperature, 30.53),
                new SensorReading("internal", Quantity.RelativeHumidity, 39.92),
                new SensorReading("external", Quantity.Temperature, -0.31)
            );
    }

    [Test]
    public async Task Nothing_but_the_commands_reaches_the_device_and_nothing_is_echoed()
    {
        await using (var device = await TemperDevices.OpenFirstAsync(_options))
        {
            await device.ReadAsync();
            await device.ReadAsync();
        }

        _device.Unplug();
        _device.Received.ToString().Should().Be("VersionReadTempReadTemp");
    }

    [Test]
    public void A_silent_tty_delays_no_caller_beyond_its_timeout()
    {
        using var connection = Open();
        var start = Stopwatch.GetTimestamp();

        connection.Read(new byte[8], TimeSpan.FromMilliseconds(30)).Should().Be(0);
        connection.Read(new byte[8], TimeSpan.Zero).Should().Be(0);

        Stopwatch.GetElapsedTime(start).Should().BeGreaterThan(TimeSpan.FromMilliseconds(29));
    }

    [Test]
    public void The_line_is_9600_8N1_and_raw()
    {
        using var connection = Open();
        var system = new TtySystem();
        var fd = system.Open(_device.Node);

        system.GetTermios(fd, out var termios).Should().Be(0);
        system.Close(fd);

        // A pseudo-terminal keeps CS8 and CREAD whatever is asked.
        (termios.ControlFlags & 0x100f)
            .Should()
            .Be(Termios.Baud9600);
        (termios.ControlFlags & (Termios.DataBits8 | Termios.EnableReceiver | Termios.IgnoreModemLines))
            .Should()
            .Be(Termios.DataBits8 | Termios.EnableReceiver | Termios.IgnoreModemLines);
        (termios.InputFlags, termios.OutputFlags, termios.LocalFlags).Should().Be((0u, 0u, 0u));
        termios.Characters[Termios.MinBytes].Should().Be(1);
    }

    [Test]
    public void An_unplugged_tty_is_reported_as_gone_by_reads_and_writes()
    {
        using var connection = Open();
        _device.Unplug();

        connection
            .Invoking(c => c.Read(new byte[8], TimeSpan.FromSeconds(5)))
            .Should()
            .Throw<TemperDeviceGoneException>();
        connection.Invoking(c => c.Write("Version"u8)).Should().Throw<TemperDeviceGoneException>();
    }

    [Test]
    public async Task A_device_that_is_unplugged_between_reads_is_reported_as_gone()
    {
        await using var device = await TemperDevices.OpenFirstAsync(_options);
        _device.Unplug();

        await device.Invoking(s => s.ReadAsync()).Should().ThrowAsync<TemperDeviceGoneException>();
    }

    [Test]
    public void Two_openers_lock_each_other_out()
    {
        using var first = Open();
        using var second = Open();

        first.TryLock(TimeSpan.Zero).Should().BeTrue();
        second.TryLock(TimeSpan.Zero).Should().BeFalse();
        first.Unlock();
        second.TryLock(TimeSpan.Zero).Should().BeTrue();
    }

    [Test]
    public void A_node_of_another_number_is_never_written_to()
    {
        var target = _transport.Enumerate().Single();
        _sysfs.Plug(number: "188:0");

        _transport
            .Invoking(b => b.Open(target))
            .Should()
            .Throw<TemperDeviceGoneException>()
            .WithMessage("*found device number*");
    }

    private ITransportConnection Open() => _transport.Open(_transport.Enumerate().Single());
}
