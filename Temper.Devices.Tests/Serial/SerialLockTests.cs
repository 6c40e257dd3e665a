using Microsoft.Extensions.Time.Testing;
using Temper.Devices.Tests.Fakes;

namespace Temper.Devices.Tests.Serial;

/// <summary>A TEMPerX232 whose port another program has for a while.</summary>
public sealed class SerialLockTests
{
    private readonly FakeTimeProvider _time = new();
    private EmulatedX232 _device = null!;
    private TemperDeviceSet _set = null!;

    [SetUp]
    public void Plug()
    {
        _device = new EmulatedX232(_time);
        _set = new TemperDeviceSet(
            new()
            {
                Transports = [_device],
                TimeProvider = _time,
                DeviceTimeout = TimeSpan.FromSeconds(2),
            }
        );
    }

    [TearDown]
    public ValueTask Unplug() => _set.DisposeAsync();

    [Test]
    public async Task A_port_that_another_program_talks_to_is_busy()
    {
        _device.LockedFor = TimeSpan.FromHours(1);

        (await _set.ReadAsync()).Devices.Single().Error.Should().BeOfType<TemperBusyException>();
    }

    [Test]
    public async Task A_device_that_another_program_left_no_time_for_is_asked_again()
    {
        _device.LockedFor = TimeSpan.FromSeconds(2) - TimeSpan.FromMilliseconds(5);

        (await _set.ReadAsync()).Devices.Single().Error.Should().BeOfType<TemperTimeoutException>();
        (await _set.ReadAsync()).Devices.Single().Reading!.Sensors.Should().HaveCount(3);
    }
}
