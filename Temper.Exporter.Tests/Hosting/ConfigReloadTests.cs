using Microsoft.Extensions.Time.Testing;
using Temper.Exporter.Hosting;
using Temper.Testing;

namespace Temper.Exporter.Tests.Hosting;

public sealed class ConfigReloadTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ListLoggerFactory _log = new();
    private readonly List<string> _used = [];

    [Test]
    public async Task If_a_file_is_invalid_none_is_used()
    {
        var isValid = false;
        var reload = new ConfigReload(
            [
                () => () => _used.Add("first"),
                () => isValid ? () => _used.Add("second") : throw new FormatException("x"),
            ],
            _time
        );
        var start = _time.GetUtcNow();
        reload.Status.Should().Be(new ReloadStatus(IsSuccessful: true, start));
        _time.Advance(TimeSpan.FromMinutes(1));

        (await reload.ReloadAsync(_log)).Should().Be("x");

        _used.Should().BeEmpty();
        reload.Status.Should().Be(new ReloadStatus(IsSuccessful: false, start));
        isValid = true;
        (await reload.ReloadAsync(_log)).Should().BeNull();
        _used.Should().Equal("first", "second");
        reload.Status.Should().Be(new ReloadStatus(IsSuccessful: true, _time.GetUtcNow()));
        _log.Lines.Should()
            .Equal(
                "Error configuration not reloaded; the previous one stays in use error=x",
                "Information configuration reloaded"
            );
    }

    [Test]
    public async Task A_request_during_a_reload_causes_one_more_and_not_one_each()
    {
        var (begun, end) = (new TaskCompletionSource(), new TaskCompletionSource());
        var reads = 0;
        var reload = new ConfigReload(
            [
                () =>
                {
                    reads++;
                    begun.TrySetResult();
                    end.Task.Wait(TimeSpan.FromSeconds(60));
                    return () => { };
                },
            ],
            _time
        );
        var first = reload.ReloadAsync(_log);
        await begun.Task;

        var others = Enumerable.Range(0, 5).Select(_ => reload.ReloadAsync(_log)).ToList();
        end.SetResult();
        await Task.WhenAll([first, .. others]);

        reads.Should().Be(2);
    }
}
