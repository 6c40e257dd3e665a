using Temper.Devices.Sessions;

namespace Temper.Devices.Tests.Devices;

/// <summary>The worker's thread, whatever wakes it.</summary>
[Platform("Linux", Reason = "eventfd(2)")]
[TestFixture(typeof(EventFd))]
[TestFixture(typeof(WakeUp.Portable))]
public sealed class DeviceWorkerTests(Type kind)
{
    private int _created;

    [Test]
    public async Task Jobs_run_in_order_on_one_thread()
    {
        var worker = new DeviceWorker("/dev/hidraw1", createWakeUp: CreateWakeUp);

        var jobs = Enumerable
            .Range(0, 1000)
            .Select(number => worker.RunAsync(() => (number, Environment.CurrentManagedThreadId)))
            .ToList();
        var ran = await Task.WhenAll(jobs);

        ran.Select(job => job.number).Should().Equal(Enumerable.Range(0, 1000));
        ran.Select(job => job.CurrentManagedThreadId).Distinct().Should().ContainSingle();
        await worker.EndAsync(() => { });
        _created.Should().Be(1);
    }

    [Test]
    public async Task A_worker_that_waits_takes_the_next_job()
    {
        var worker = new DeviceWorker("/dev/hidraw1", createWakeUp: CreateWakeUp);
        for (var number = 0; number < 1000; number++)
        {
            (await worker.RunAsync(() => number)).Should().Be(number);
        }

        await worker.EndAsync(() => { });
    }

    [Test]
    public async Task Jobs_of_many_callers_all_run()
    {
        var worker = new DeviceWorker("/dev/hidraw1", createWakeUp: CreateWakeUp);
        var sum = 0;

        await Parallel.ForAsync(0, 1000, async (number, _) => await worker.RunAsync(() => sum += number));

        sum.Should().Be(1000 * 999 / 2);
        await worker.EndAsync(() => { });
    }

    [Test]
    public async Task The_last_job_runs_behind_the_others_and_none_after_it()
    {
        var worker = new DeviceWorker("/dev/hidraw1", createWakeUp: CreateWakeUp);
        var ran = new List<string>();
        var first = worker.RunAsync(() => AddTo(ran, "first"));
        var second = worker.RunAsync(() => AddTo(ran, "second"));

        await worker.EndAsync(() => ran.Add("last"));

        await Task.WhenAll(first, second);
        ran.Should().Equal("first", "second", "last");
        await FluentActions
            .Awaiting(() => worker.RunAsync(() => AddTo(ran, "late")))
            .Should()
            .ThrowAsync<ObjectDisposedException>();
    }

    private WakeUp CreateWakeUp()
    {
        _created++;
        return kind == typeof(WakeUp.Portable)
            ? new WakeUp.Portable()
            : EventFd.TryCreate() ?? throw new InvalidOperationException("the system refuses an eventfd");
    }

    private static bool AddTo(List<string> ran, string name)
    {
        ran.Add(name);
        return true;
    }
}
