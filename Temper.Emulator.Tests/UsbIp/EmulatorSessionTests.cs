using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Temper.Emulator.Usb.Commands;
using Temper.Emulator.Usb.UsbIp;

namespace Temper.Emulator.Tests.UsbIp;

/// <summary>What standard input of temper-emulator does to the devices.</summary>
public sealed class EmulatorSessionTests
{
    private readonly IReadOnlyList<EmulatedDevice> _devices = SimulatedDevices.ReferenceReadme();
    private readonly List<string> _greeting = [];
    private UsbIpServer _bus = null!;
    private EmulatorSession _session = null!;

    [SetUp]
    public async Task Start()
    {
        _bus = new UsbIpServer(new IPEndPoint(IPAddress.Loopback, 0), new FakeTimeProvider(), TimeSpan.Zero, _ => { });
        _session = new EmulatorSession(_devices, _bus);
        await foreach (var line in _session.StartAsync())
        {
            _greeting.Add(line);
        }
    }

    [TearDown]
    public async Task Stop() => await _bus.DisposeAsync();

    [Test]
    public void It_says_where_each_device_is_and_then_ready() =>
        _greeting
            .Should()
            .Equal(
                "stick 1 TEMPer2_M12_V1.3 0c45:7401 exported as 1-1",
                "stick 2 TEMPer1F_H1V1.5F 0c45:7402 exported as 1-2",
                "ready"
            );

    [Test]
    public async Task Values_change_and_those_not_named_stay()
    {
        await ExpectOkAsync("data 1 0a000b00");
        await ExpectOkAsync("set 1 external=none");

        _devices[0].Reading().Should().ContainSingle().Which.Should().Equal(0x80, 4, 0x0a, 0x00, 0xff, 0xff, 0, 0);
        _devices[1].Reading().Should().ContainSingle().Which.Should().Equal(0x80, 4, 0x19, 0xa8, 0x06, 0xce, 0, 0);
    }

    [Test]
    public async Task Fault_delay_and_version_change()
    {
        await ExpectOkAsync("fault 2 write-hangs");
        await ExpectOkAsync("delay 2 250");
        await ExpectOkAsync("version 2 TEMPer V9");

        _devices[1].Fault.Should().Be(DeviceFault.WriteHangs);
        _devices[1].AnswerDelay.Should().Be(TimeSpan.FromMilliseconds(250));
        _devices[1].Version.Should().Equal(Encoding.ASCII.GetBytes("TEMPer V9       "));
    }

    [Test]
    public async Task Devices_can_be_unplugged_and_plugged_in()
    {
        await ExpectOkAsync("unplug 1");
        _bus.IsPlugged(1).Should().BeFalse();
        (await _session.ExecuteAsync("unplug 1")).Should().Equal("error: device 1 is not plugged in; plug it in first");

        await ExpectOkAsync("plug 1");
        _bus.IsPlugged(1).Should().BeTrue();
        (await _session.ExecuteAsync("plug 1"))
            .Should()
            .Equal("error: device 1 is already plugged in; unplug it first, or use replug");
        await ExpectOkAsync("replug 1");
    }

    [Test]
    public async Task The_list_has_a_line_for_each_device()
    {
        await _session.ExecuteAsync("unplug 2");

        (await _session.ExecuteAsync("list"))
            .Should()
            .Equal(
                "stick 1 TEMPer2_M12_V1.3 0c45:7401 exported as 1-1, reading 800415a014a00000, "
                    + "fault None, delay 0 ms, 0 queries",
                "stick 2 TEMPer1F_H1V1.5F 0c45:7402 unplugged, reading 800419a806ce0000, "
                    + "fault None, delay 0 ms, 0 queries",
                "ok"
            );
    }

    [TestCase("set 1 humidity=3", "error: unknown sensor 'humidity' of TEMPer2_M12_V1.3; sensors: internal, external")]
    [TestCase("set 3 internal=3", "error: no device 3; devices: 1 to 2")]
    [TestCase("data 1 xyz", "error: 'xyz' is not hex*")]
    [TestCase("fault 1 sulking", "error: unknown fault 'sulking'; faults: *")]
    [TestCase("delay 1 -5", "error: '-5' is not a number of milliseconds from 0 to 3600000")]
    [TestCase(
        "version 1 TEMPer2_M12_V1.3.4",
        "error: 'TEMPer2_M12_V1.3.4' is not a version of up to 16 ASCII characters"
    )]
    public async Task A_mistake_is_one_line_and_changes_nothing(string line, string answer)
    {
        (await _session.ExecuteAsync(line)).Should().ContainSingle().Which.Should().Match(answer);

        _devices[0].Reading().Should().ContainSingle().Which.Should().Equal(0x80, 4, 0x15, 0xa0, 0x14, 0xa0, 0, 0);
    }

    [Test]
    public async Task Quit_ends_it()
    {
        await ExpectOkAsync("quit");

        _session.IsOver.Should().BeTrue();
    }

    [Test]
    public void A_device_can_be_written_in_one_word()
    {
        var device = DeviceSpecification.Parse(
            "TEMPer2_M12_V1.3,phy=usb-7,internal=-4,external=none,fault=slow",
            number: 1
        );

        device.PortPath.Should().Be("usb-7");
        device.Fault.Should().Be(DeviceFault.Slow);
        device.Reading().Should().ContainSingle().Which.Should().Equal(0x80, 4, 0xfc, 0x00, 0xff, 0xff, 0, 0);
        DeviceSpecification
            .Parse("TEMPer1F_H1V1.5F,data=1234", 1)
            .Reading()
            .Should()
            .ContainSingle()
            .Which.Should()
            .Equal(0x80, 4, 0x12, 0x34, 0, 0, 0, 0);
    }

    [TestCase("TEMPer9", "unknown firmware 'TEMPer9'; supported: *")]
    [TestCase("TEMPer2_M12_V1.3,data=00,internal=1", "data cannot be combined with internal")]
    [TestCase("TEMPer2_M12_V1.3,silent", "'silent' is not KEY=VALUE*")]
    public void An_invalid_description_of_a_device_is_an_error(string text, string message) =>
        FluentActions
            .Invoking(() => DeviceSpecification.Parse(text, 1))
            .Should()
            .Throw<FormatException>()
            .WithMessage(message);

    private async Task ExpectOkAsync(string line) => (await _session.ExecuteAsync(line)).Should().Equal("ok");
}
