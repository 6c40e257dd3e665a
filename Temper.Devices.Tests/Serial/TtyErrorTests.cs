using System.Runtime.CompilerServices;
using Temper.Devices.Tests.Fakes;
using Temper.Devices.Transport;
using Temper.Devices.Transport.Linux;

namespace Temper.Devices.Tests.Serial;

[Platform("Linux", Reason = "calls its C library")]
public sealed class TtyErrorTests
{
    private const int InputOutput = 5; // EIO
    private const int Busy = 16; // EBUSY
    private const int NotATty = 25; // ENOTTY

    private readonly FakeTtySysfs _sysfs = new();
    private readonly FakeTtySystem _system = new();
    private TtyTransport _transport = null!;
    private UsbInterfaceInfo _target = null!;

    [SetUp]
    public void PlugOne()
    {
        _sysfs.Plug();
        _transport = new TtyTransport(_system, new SysfsTty(_sysfs.Root, _sysfs.DeviceRoot));
        _target = _transport.Enumerate().Single();
    }

    [TearDown]
    public void DeleteFolder() => _sysfs.Dispose();

    [TestCase(Errno.AccessDenied, "; run in the node's group (dialout *")]
    [TestCase(Errno.NotPermitted, ": the container's device cgroup*; start the container with --device *")]
    public void A_forbidden_node_is_a_permission_error_that_names_the_group(int errno, string advice)
    {
        _system.OpenResult = -errno;

        Opening()
            .Should()
            .Throw<TemperPermissionException>()
            .Where(e => e.Errno == errno)
            .WithMessage($"no permission to open */ttyUSB0{advice}");
    }

    [TestCase(Errno.NoDevice)]
    [TestCase(Errno.NoDeviceOrAddress)]
    [TestCase(InputOutput)]
    public void A_node_that_vanished_is_reported_as_gone(int errno)
    {
        _system.OpenResult = -errno;

        Opening().Should().Throw<TemperDeviceGoneException>().Where(e => e.Errno == errno);
    }

    [Test]
    public void A_node_another_program_has_for_itself_is_busy()
    {
        _system.OpenResult = -Busy;

        Opening().Should().Throw<TemperBusyException>();
    }

    [Test]
    public void A_node_that_is_not_a_tty_is_an_error_and_closed_again()
    {
        _system.TermiosResult = -NotATty;

        Opening().Should().ThrowExactly<TemperConnectionException>().Where(e => e.Errno == NotATty);
        _system.Closed.Should().Be(1);
    }

    [Test]
    public void Another_device_that_took_the_number_is_not_even_opened()
    {
        _sysfs.Plug(devnum: 8);

        Opening().Should().Throw<TemperDeviceGoneException>().WithMessage("*found 1-1.4:1.0/ttyUSB0#8");
        _system.Opened.Should().Be(0);
    }

    [Test]
    // Asm-generic/termbits.h.
    public void The_kernels_termios_has_36_bytes_on_every_machine() => Unsafe.SizeOf<Termios>().Should().Be(36);

    [Test]
    public void Closing_does_not_drop_DTR()
    {
        const uint hangUpOnClose = 0x0400; // HUPCL
        _transport.Open(_target).Dispose();

        (_system.Set!.Value.ControlFlags & hangUpOnClose).Should().Be(0);
        _system.Closed.Should().Be(1);
    }

    [TestCase((int)PollEvents.HangUp)]
    [TestCase((int)(PollEvents.Input | PollEvents.HangUp))]
    [TestCase((int)PollEvents.Error)]
    public void A_hang_up_is_an_unplug(int events)
    {
        _system.PollResults.Enqueue((1, (PollEvents)events));

        Reading().Should().Throw<TemperDeviceGoneException>();
    }

    [TestCase(0)]
    [TestCase(-InputOutput)]
    [TestCase(-Errno.NoDevice)]
    public void The_end_of_the_input_is_an_unplug(int result)
    {
        _system.PollResults.Enqueue((1, PollEvents.Input));
        _system.ReadResults.Enqueue(result);

        Reading().Should().Throw<TemperDeviceGoneException>();
    }

    [Test]
    public void A_write_that_is_not_taken_says_how_much_was()
    {
        using var connection = _transport.Open(_target);
        _system.WriteResults.Enqueue(3);

        connection
            .Invoking(c => c.Write("Version"u8))
            .Should()
            .ThrowExactly<TemperConnectionException>()
            .WithMessage("*accepted 3 of 7 bytes; replug the device");
    }

    [TestCase(-InputOutput)]
    [TestCase(-Errno.NoDevice)]
    public void A_write_to_an_unplugged_device_says_so(int result)
    {
        using var connection = _transport.Open(_target);
        _system.WriteResults.Enqueue(result);

        connection.Invoking(c => c.Write("Version"u8)).Should().Throw<TemperDeviceGoneException>();
    }

    [Test]
    public void An_interrupted_call_is_made_again()
    {
        using var connection = _transport.Open(_target);
        _system.WriteResults.Enqueue(-Errno.Interrupted);
        _system.FlockResults.Enqueue(-Errno.TryAgain);
        _system.PollResults.Enqueue((-Errno.Interrupted, PollEvents.None));
        _system.PollResults.Enqueue((1, PollEvents.Input));
        _system.ReadResults.Enqueue(-Errno.Interrupted);
        _system.ReadResults.Enqueue(4);

        connection.Write("Version"u8);
        connection.TryLock(TimeSpan.FromSeconds(5)).Should().BeTrue();
        connection.Read(new byte[8], TimeSpan.FromSeconds(5)).Should().Be(4);
    }

    private Action Opening() => () => _transport.Open(_target);

    private Action Reading() =>
        () =>
        {
            using var connection = _transport.Open(_target);
            connection.Read(new byte[8], TimeSpan.FromSeconds(5));
        };
}
