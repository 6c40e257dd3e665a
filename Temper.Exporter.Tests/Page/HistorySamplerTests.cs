using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Temper.Devices;
using Temper.Exporter.Page;

namespace Temper.Exporter.Tests.Page;

public sealed class HistorySamplerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ReadingHistory _history = new();
    private readonly List<double> _readAt = [];
    private readonly List<TemperSnapshot> _taken = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly DateTimeOffset _start;
    private Func<CancellationToken, Task<TemperSnapshot>> _read;
    private HistorySampler _sampler = null!;
    private Task _running = null!;

    public HistorySamplerTests()
    {
        _start = _time.GetUtcNow();
        _read = _ => Task.FromResult(Snapshot());
    }

    [SetUp]
    public void Start()
    {
        _sampler = new HistorySampler(
            token =>
            {
                _readAt.Add(Second);
                return _read(token);
            },
            _history,
            _taken.Add,
            _time,
            NullLogger.Instance
        );
        _running = _sampler.RunAsync(_stop.Token);
    }

    [TearDown]
    public async Task Stop()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private double Second => (_time.GetUtcNow() - _start).TotalSeconds;

    [Test]
    public void Without_clients_it_reads_once_a_minute()
    {
        Pass(seconds: 200);

        _readAt.Should().Equal(60, 120, 180);
        _taken.Should().HaveCount(3);
        _history.Range(1).Times.Should().HaveCount(3);
    }

    [TestCase(5)]
    [TestCase(15)]
    [TestCase(60)]
    [TestCase(70)]
    public void While_a_client_reads_it_does_not(int interval)
    {
        for (var second = 0; second < 600; second++)
        {
            if (second % interval == 0)
            {
                _sampler.OnServed(Snapshot());
            }

            Pass(seconds: 1);
        }

        _readAt.Should().BeEmpty();
    }

    [Test]
    public void It_goes_on_when_the_last_client_has_stopped()
    {
        Pass(seconds: 30);
        _sampler.OnServed(Snapshot());
        Pass(seconds: 200);

        _readAt.Should().Equal(105, 165, 225);
    }

    [Test]
    public void A_client_that_reads_every_two_minutes_leaves_no_gap()
    {
        for (var second = 0; second < 480; second++)
        {
            if (second % 120 == 0)
            {
                _sampler.OnServed(Snapshot());
            }

            Pass(seconds: 1);
        }

        _readAt.Should().Equal(75, 195, 315, 435);
    }

    [Test]
    public void A_device_that_hangs_is_not_read_again_before_it_has_answered()
    {
        var hanging = new TaskCompletionSource<TemperSnapshot>();
        _read = _ => hanging.Task;
        Pass(seconds: 300);
        _readAt.Should().Equal(60);

        _read = _ => Task.FromResult(Snapshot());
        hanging.SetResult(Snapshot());
        Pass(seconds: 61);

        _readAt.Should().HaveCount(2);
    }

    [Test]
    public void A_read_that_fails_is_not_the_last_one()
    {
        _read = _ => throw new IOException("no such directory");
        Pass(seconds: 60);
        _read = _ => Task.FromResult(Snapshot());
        Pass(seconds: 60);

        _readAt.Should().Equal(60, 120);
        _taken.Should().HaveCount(1);
    }

    [Test]
    public async Task It_stops_at_once_also_while_a_device_hangs()
    {
        _read = token => Task.Delay(Timeout.Infinite, token).ContinueWith(_ => Snapshot(), token);
        Pass(seconds: 60);

        await _stop.CancelAsync();

        await _running.WaitAsync(TimeSpan.FromSeconds(30));
        _readAt.Should().Equal(60);
    }

    private void Pass(int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private TemperSnapshot Snapshot() => new([], _time.GetUtcNow(), TimeSpan.Zero);
}
