namespace Temper.Devices.Tests.Devices;

/// <summary>The thread on which the code that awaits a read continues.</summary>
public sealed class ContinuationTests
{
    private readonly DeviceBench _bench = new("TEMPer2_M12_V1.3");

    [Test]
    public async Task The_code_behind_a_read_never_keeps_the_thread_of_the_device()
    {
        await using var device = await _bench.OpenAsync();
        await using var set = new TemperDeviceSet(_bench.Options);

        (await ThreadBehindAsync(() => device.ReadAsync())).IsThreadPoolThread.Should().BeTrue();
        (await ThreadBehindAsync(() => set.ReadAsync())).IsThreadPoolThread.Should().BeTrue();
    }

    [Test]
    public async Task The_code_behind_a_read_continues_on_the_thread_of_the_device_where_that_is_allowed()
    {
        var options = _bench.Options with { AllowSynchronousContinuations = true };
        await using var device = await TemperDevices.OpenFirstAsync(options);
        await using var set = new TemperDeviceSet(options);
        await _bench.RunAsync(set.ReadAsync()); // lists the devices, which a thread of the pool does

        (await ThreadBehindAsync(() => device.ReadAsync())).Name.Should().Be("temper /dev/hidraw1");
        (await ThreadBehindAsync(() => set.ReadAsync())).Name.Should().Be("temper /dev/hidraw1");
    }

    private Task<Thread> ThreadBehindAsync(Func<Task> read)
    {
        _bench.Device.AnswerDelay = TimeSpan.FromMilliseconds(50); // so that it is awaited before it ends
        return _bench.RunAsync(ReadAsync(), stepMilliseconds: 10);

        async Task<Thread> ReadAsync()
        {
            await read().ConfigureAwait(false);
            return Thread.CurrentThread;
        }
    }
}
