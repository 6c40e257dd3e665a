using Microsoft.Extensions.Time.Testing;
using Temper.Devices.Tests.Fakes;
using Temper.Emulator;

namespace Temper.Devices.Tests.Serial;

/// <summary>Which serial ports are looked at, and where they stand among the devices.</summary>
public sealed class SerialCandidatesTests
{
    private readonly FakeTimeProvider _time = new();
    private EmulatedX232 _device = null!;
    private TemperOptions _options = null!;

    [SetUp]
    public void Plug()
    {
        _device = new EmulatedX232(_time);
        _options = new TemperOptions { Transports = [_device], TimeProvider = _time };
    }

    [Test]
    public async Task Serial_devices_stand_behind_HID_devices_in_one_list_and_one_snapshot()
    {
        var hid = new EmulatedTransport(_time);
        hid.Plug(new EmulatedDevice(DeviceModels.Find("TEMPer2_M12_V1.3")!, "usb-1"));
        await using var devices = new TemperDeviceSet(_options with { Transports = [_device, hid] });

        var snapshot = await devices.ReadAsync();

        snapshot.Devices.Select(device => device.Info?.FirmwareFamily).Should().Equal("fm75-2", "temperx232");
    }

    [Test]
    public void Other_serial_ports_are_not_candidates()
    {
        _device.Port = _device.Port with { ProductId = 0x7523 };

        TemperDevices.Find(_options).Should().BeEmpty();
    }

    [Test]
    public void With_transports_of_ones_own_the_serial_ports_of_this_machine_are_not_opened() =>
        TemperDevices.TransportsOf(_options).Should().Equal(_device);

    [Test]
    [Platform("Linux")]
    public void Without_transports_of_ones_own_both_of_this_machine_are_used() =>
        TemperDevices
            .TransportsOf(new TemperOptions())
            .Select(transport => transport.GetType().Name)
            .Should()
            .Equal("HidrawTransport", "TtyTransport");
}
