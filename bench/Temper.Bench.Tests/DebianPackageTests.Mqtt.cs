using Temper.Bench.Tests.Guest;
using Temper.Testing;

namespace Temper.Bench.Tests;

public sealed partial class DebianPackageTests
{
    [Test, Order(10)]
    public async Task Temper_mqtt_is_off_until_it_is_enabled_and_publishes_beside_the_exporter()
    {
        (await _service.TypeAsync("systemctl is-enabled temper-mqtt")).Output.Should().Be("disabled\n");
        (await _service.TypeAsync("systemctl is-active temper-mqtt")).Output.Should().Be("inactive\n");

        await _service.DoAsync(
            """sed -i 's/^ARGS=.*/ARGS="--broker mqtt:\/\/127.0.0.1 --interval 1"/' /etc/default/temper-mqtt"""
        );
        await _service.DoAsync("systemctl start mosquitto; systemctl enable --now temper-mqtt");

        await UntilPublishedAsync("temper/+/+/availability", "online", times: 2);
        (await MessagesAsync("temper/+/+/state"))
            .Should()
            .Contain("\"internal_temperature\":21.625")
            .And.Contain("\"humidity\":47.16");
        (await MessagesAsync("homeassistant/device/+/config")).Should().Contain("\"device_class\":\"temperature\"");

        await TellDevicesAsync("unplug 1");
        await UntilPublishedAsync("temper/+/+/availability", "offline", times: 1);
        await TellDevicesAsync("plug 1");
        await UntilPublishedAsync("temper/+/+/availability", "online", times: 2);

        (await _service.ReadingsAsync(port: 9300)).Should().NotBeEmpty();
        await _service.DoAsync("journalctl -u temper-mqtt -o cat");
    }

    // What the broker has retained, a message per line.
    private static async Task<string> MessagesAsync(string topic) =>
        (await Programs.RunAsync("mosquitto_sub", "-h", "127.0.0.1", "-t", topic, "--retained-only", "-W", "2")).Output;

    private static Task UntilPublishedAsync(string topic, string message, int times) =>
        Until.TrueAsync(
            async () => (await MessagesAsync(topic)).Split('\n').Count(line => line == message) == times,
            $"{message} for {times}"
        );
}
