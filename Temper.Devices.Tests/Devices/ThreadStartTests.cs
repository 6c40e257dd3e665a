using Temper.Devices.Sessions;

namespace Temper.Devices.Tests.Devices;

/// <summary>A system that refuses threads for a while, as systemd's TasksMax does.</summary>
public sealed class ThreadStartTests
{
    private readonly DeviceBench _bench = new("TEMPer2_M12_V1.3");
    private bool _isRefused = true;

    [Test]
    public async Task The_next_read_after_a_refused_thread_tries_again()
    {
        await using var device = Create();
        for (var read = 0; read < 2; read++)
        {
            await FluentActions
                .Awaiting(() => device.ReadAsync())
                .Should()
                .ThrowAsync<TemperConnectionException>()
                .WithMessage("/dev/hidraw1: cannot create a thread; raise the limit of tasks*");
        }

        _isRefused = false;

        DeviceBench.ValuesOf(await device.ReadAsync()).Should().Equal(21.625, 20.625);
        _bench.Device.ReadingQueryCount.Should().Be(1);
    }

    [Test]
    public async Task A_device_that_never_got_a_thread_can_be_closed()
    {
        var device = Create();
        await FluentActions.Awaiting(() => device.ReadAsync()).Should().ThrowAsync<TemperConnectionException>();

        await device.DisposeAsync();

        await FluentActions.Awaiting(() => device.ReadAsync()).Should().ThrowAsync<ObjectDisposedException>();
    }

    private TemperDevice Create() =>
        new(
            TemperDevices.Find(_bench.Options).Single(),
            _bench.Options,
            thread =>
            {
                if (_isRefused)
                {
                    // An OutOfMemoryException is what Thread.Start throws when the kernel says EAGAIN.
                    throw new InsufficientMemoryException();
                }

                thread.Start();
            }
        );
}
