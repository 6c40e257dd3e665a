using Temper.Devices.Transport;

namespace Temper.Devices.Tests.Devices;

/// <summary>
/// A set lists the devices again unless its transport knows that none was plugged in or unplugged.
/// </summary>
public sealed class UnchangedListingTests
{
    private readonly DeviceBench _bench = new("TEMPer2_M12_V1.3", "TEMPer2_V4.1");

    [TestCase(true, 1)]
    [TestCase(false, 3)]
    public async Task A_current_listing_is_used_again(bool isCurrent, int listings)
    {
        var transport = new CountingTransport(_bench.Transport) { CanBeCurrent = isCurrent };
        await using var set = new TemperDeviceSet(_bench.Options with { Transports = [transport] });

        for (var read = 0; read < 3; read++)
        {
            (await _bench.RunAsync(set.ReadAsync())).Devices.Should().OnlyContain(device => device.Reading != null);
        }

        transport.Listings.Should().Be(listings);
    }

    [Test]
    public async Task What_is_plugged_in_or_unplugged_is_seen_at_the_next_read()
    {
        var transport = new CountingTransport(_bench.Transport) { CanBeCurrent = true };
        await using var set = new TemperDeviceSet(_bench.Options with { Transports = [transport] });
        await _bench.RunAsync(set.ReadAsync());
        var device = _bench.Transport.Devices[0];

        _bench.Transport.Unplug(device);
        (await _bench.RunAsync(set.ReadAsync())).Devices.Should().HaveCount(1);
        _bench.Transport.Plug(device);
        (await _bench.RunAsync(set.ReadAsync())).Devices.Should().HaveCount(2);
    }

    private sealed class CountingTransport(ITransport inner) : ITransport
    {
        public int Listings { get; private set; }

        public required bool CanBeCurrent { get; init; }

        public IReadOnlyList<UsbInterfaceInfo> Enumerate()
        {
            Listings++;
            return inner.Enumerate();
        }

        public bool IsCurrent(IReadOnlyList<UsbInterfaceInfo> listed) => CanBeCurrent && inner.IsCurrent(listed);

        public ITransportConnection Open(UsbInterfaceInfo target) => inner.Open(target);
    }
}
