using Temper.Devices.Transport;
using Temper.Emulator;

namespace Temper.Devices.Tests.Devices;

/// <summary>
/// Callers that overlap: each value comes from a read that began after its caller asked, or from
/// the device's own read in flight.
/// </summary>
public sealed class SharedReadTests
{
    private const int Callers = 100;
    private const int Hanging = 2;

    private readonly DeviceBench _bench = new("TEMPer2_M12_V1.3", "TEMPer2_V4.1", "TEMPer2_M12_V1.3");
    private TemperDeviceSet _set = null!;

    [SetUp]
    public async Task CountQueries()
    {
        foreach (var device in _bench.Transport.Devices)
        {
            device.Reading = () =>
                ReadingEncoder.FromValues(
                    device.Model,
                    [new("internal", device.ReadingQueryCount), new("external", 0)]
                );
        }

        _set = new TemperDeviceSet(_bench.Options);
        await _set.ReadAsync();
    }

    [TearDown]
    public async Task Close()
    {
        await using var clock = _bench.LetTimeRun();
        await _set.DisposeAsync();
    }

    // Every other caller asks when the good devices are idle, the rest at any moment.
    [Test]
    public async Task A_device_that_hangs_makes_no_value_of_the_others_older()
    {
        var hanging = _bench.Transport.Devices[Hanging];
        hanging.Fault = DeviceFault.Silent;
        var calls = new List<(Task<TemperSnapshot> Snapshot, int[] Asked, bool[] InFlight)>();
        for (var caller = 0; caller < Callers; caller++)
        {
            int[] asked;
            bool[] inFlight;
            do
            {
                // In this order: an earlier caller's read that begins in between is one in flight.
                await Task.Yield();
                asked = [.. _bench.Transport.Devices.Select(device => device.ReadingQueryCount)];
                inFlight = [IsReading(0), IsReading(1)];
            } while (caller % 2 == 0 && inFlight.Contains(true));

            calls.Add((_set.ReadAsync(), asked, inFlight));
        }

        calls[0].Snapshot.IsCompleted.Should().BeFalse("one device hung all the while");
        // Ends the hang without moving the clock, which would cost slow threads their reads.
        _bench.Transport.Unplug(hanging);
        foreach (var (snapshot, asked, inFlight) in calls)
        {
            var devices = (await snapshot).Devices;
            for (var device = 0; device < Hanging; device++)
            {
                var oldest = asked[device] + (inFlight[device] ? 0 : 1);
                devices[device].Reading!.Sensors[0].Value.Should().BeGreaterThanOrEqualTo(oldest);
            }
        }

        calls.Count(call => !call.InFlight[0]).Should().BeGreaterThanOrEqualTo(Callers / 2);
    }

    [Test]
    public async Task Callers_that_give_up_on_a_device_one_after_the_other_get_new_values_of_the_others()
    {
        _bench.Transport.Devices[Hanging].Fault = DeviceFault.Silent;
        for (var caller = 0; caller < 10; caller++)
        {
            int[] asked = [.. _bench.Transport.Devices.Select(device => device.ReadingQueryCount)];

            var devices = (await GiveUpAfterAsync(TimeSpan.FromSeconds(1))).Devices;

            devices
                .Take(Hanging)
                .Select(device => device.Reading!.Sensors[0].Value)
                .Should()
                .Equal(asked[0] + 1, asked[1] + 1);
            devices[Hanging].Error!.Reason.Should().Be(TemperErrorReason.Timeout);
        }
    }

    [Test]
    public async Task A_read_that_a_caller_has_given_up_is_not_shared_with_a_later_one()
    {
        var slow = _bench.Transport.Devices[Hanging];
        await _bench.SlowDownAsync(_set, slow, TimeSpan.FromMilliseconds(900));
        var before = slow.ReadingQueryCount;
        var patient = await _bench.OthersReadAsync(() => _set.ReadAsync(), slow);
        await _bench.Transport.WaitForReaderAsync(slow);
        (await GiveUpAfterAsync(TimeSpan.FromMilliseconds(200))).Devices[Hanging].Error.Should().NotBeNull();

        var late = _set.ReadAsync();
        var first = await _bench.RunAsync(patient, slow);
        var second = await _bench.RunAsync(late, slow);

        first.Devices[Hanging].Reading!.Sensors[0].Value.Should().Be(before + 1);
        second.Devices[Hanging].Reading!.Sensors[0].Value.Should().Be(before + 2);
    }

    [Test]
    public async Task A_list_is_never_older_than_its_call()
    {
        using var transport = new GatedTransport(_bench.Transport);
        await using var set = new TemperDeviceSet(_bench.Options with { Transports = [transport] });
        transport.Gate.Reset();
        var first = set.ReadAsync();
        await transport.Listed.WaitAsync();
        var expiring = set.ReadAsync(TimeSpan.FromMilliseconds(100));
        _bench.Time.Advance(TimeSpan.FromMilliseconds(100));
        await FluentActions
            .Awaiting(() => expiring)
            .Should()
            .ThrowAsync<TemperConnectionException>()
            .WithMessage("timed out listing the devices of this machine");

        var late = set.ReadAsync();
        _bench.Transport.Unplug(_bench.Device);
        transport.Gate.Set();

        (await first).Devices.Should().HaveCount(3, "it shares the list that was under way");
        (await late).Devices.Should().HaveCount(2);
    }

    [Test]
    public async Task A_device_that_is_unplugged_before_its_read_begins_is_reported_as_gone()
    {
        var device = _bench.Transport.Devices[Hanging];
        device.Fault = DeviceFault.Silent;
        var first = await _bench.OthersReadAsync(() => _set.ReadAsync(), device);
        await _bench.Transport.WaitForReaderAsync(device);
        await GiveUpAfterAsync(TimeSpan.FromMilliseconds(200));
        var late = await _bench.OthersReadAsync(() => _set.ReadAsync(), device);

        _bench.Transport.Unplug(device);

        (await _set.ReadAsync()).Devices.Should().HaveCount(2);
        (await first).Devices[Hanging].Error!.Reason.Should().Be(TemperErrorReason.Gone);
        (await late).Devices[Hanging].Error!.Reason.Should().Be(TemperErrorReason.Gone);
    }

    private async Task<TemperSnapshot> GiveUpAfterAsync(TimeSpan timeout)
    {
        await DeviceBench.UntilIdleAsync(_set, 0, 1); // else this caller shares a read, and no query follows
        var call = await _bench.OthersReadAsync(() => _set.ReadAsync(timeout), _bench.Transport.Devices[Hanging]);
        await DeviceBench.UntilIdleAsync(_set, 0, 1);
        _bench.Time.Advance(timeout);
        return await call;
    }

    private bool IsReading(int device) => DeviceBench.IsReading(_set, device);

    /// <summary>A transport whose list can be held up after it was made.</summary>
    private sealed class GatedTransport(ITransport inner) : ITransport, IDisposable
    {
        public ManualResetEventSlim Gate { get; } = new(initialState: true);

        public SemaphoreSlim Listed { get; } = new(0);

        public IReadOnlyList<UsbInterfaceInfo> Enumerate()
        {
            var list = inner.Enumerate();
            Listed.Release();
            Gate.Wait();
            return list;
        }

        public ITransportConnection Open(UsbInterfaceInfo target) => inner.Open(target);

        public void Dispose()
        {
            Gate.Dispose();
            Listed.Dispose();
        }
    }
}
