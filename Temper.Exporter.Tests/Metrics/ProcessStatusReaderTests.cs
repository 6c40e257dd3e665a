using Microsoft.Extensions.Time.Testing;
using Temper.Exporter.Metrics;

namespace Temper.Exporter.Tests.Metrics;

[Platform("Linux", Reason = "only Linux has /proc")]
public sealed class ProcessStatusReaderTests : IDisposable
{
    // As Linux 6.1 writes them; the name of the program is made up to be as hard to read as it can be.
    private const string Stat =
        "4242 (a) b (c 1) S 1 4242 4242 0 -1 4194560 5421 0 12 0 31 7 0 0 20 0 13 0 123456 "
        + "274877906944 5120 18446744073709551615 1 1 0";

    private const string Limits =
        "Limit                     Soft Limit           Hard Limit           Units     \n"
        + "Max cpu time              unlimited            unlimited            seconds   \n"
        + "Max open files            1024                 524288               files     \n";

    private readonly SettableClock _time = new();
    private readonly DirectoryInfo _proc = Directory.CreateTempSubdirectory("temper-proc-");
    private readonly ProcessStatusReader _reader;

    public ProcessStatusReaderTests()
    {
        _reader = new ProcessStatusReader(_time, _proc.FullName);
        Directory.CreateDirectory(PathOf("self/fd"));
        Write("self/stat", Stat);
        Write("self/statm", $"{274877906944 / Environment.SystemPageSize} 5120 4000 100 0 9000 0\n");
        Write("self/limits", Limits);
        Write("stat", "cpu  1 2 3 4\ncpu0 1 2 3 4\nintr 12345 0 0\nctxt 99\nbtime 1767225600\nprocesses 7\n");
        foreach (var descriptor in new[] { "0", "1", "2", "17" })
        {
            Write($"self/fd/{descriptor}", "");
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _proc.Delete(recursive: true);
    }

    [Test]
    public void Memory_start_and_descriptors_are_those_of_proc() =>
        _reader
            .Read()
            .Should()
            .BeEquivalentTo(
                new ProcessStatus(
                    ResidentBytes: 5120.0 * Environment.SystemPageSize,
                    VirtualBytes: 274877906944,
                    StartTimeSeconds: 1767225600 + 1234.56,
                    OpenDescriptors: 4,
                    MaxDescriptors: 1024
                ),
                options => options.Excluding(status => status.CpuSeconds)
            );

    [Test]
    public void Time_on_the_processor_is_this_process_own() =>
        _reader.Read().CpuSeconds.Should().BeInRange(0.001, Environment.CpuUsage.TotalTime.TotalSeconds);

    [TestCase("self/statm", nameof(ProcessStatus.ResidentBytes), nameof(ProcessStatus.VirtualBytes))]
    [TestCase("self/stat", nameof(ProcessStatus.StartTimeSeconds))]
    [TestCase("self/limits", nameof(ProcessStatus.MaxDescriptors))]
    [TestCase("stat", nameof(ProcessStatus.StartTimeSeconds))]
    public void A_file_that_is_missing_empty_or_nonsense_costs_its_own_values_only(string file, params string[] lost)
    {
        foreach (
            var damage in new Action[]
            {
                () => File.Delete(PathOf(file)),
                () => Write(file, ""),
                () => Write(file, "pid (name) S 1"),
                () => Directory.CreateDirectory(PathOf(file)),
            }
        )
        {
            File.Delete(PathOf(file));
            damage();

            using var reader = new ProcessStatusReader(_time, _proc.FullName);

            var status = reader.Read();

            var properties = typeof(ProcessStatus)
                .GetProperties()
                .Where(property => property.PropertyType == typeof(double?));
            properties
                .Where(property => property.GetValue(status) is null)
                .Select(property => property.Name)
                .Should()
                .BeEquivalentTo(lost);
        }
    }

    [Test]
    public void A_folder_of_descriptors_that_cannot_be_read_costs_their_count_only()
    {
        Directory.Delete(PathOf("self/fd"), recursive: true);

        _reader
            .Read()
            .Should()
            .Match<ProcessStatus>(status => status.OpenDescriptors == null && status.MaxDescriptors == 1024);
    }

    [Test]
    public void Without_proc_only_the_time_on_the_processor_is_known()
    {
        using var reader = new ProcessStatusReader(_time, PathOf("nowhere"));

        reader
            .Read()
            .Should()
            .BeEquivalentTo(ProcessStatus.Unknown, options => options.Excluding(status => status.CpuSeconds));
    }

    [Test]
    public void What_changes_is_read_again()
    {
        _reader.Read();
        Write("self/statm", "20 10 0 0 0 0 0\n");
        Write("self/fd/18", "");
        File.Delete(PathOf("self/fd/0"));
        File.Delete(PathOf("self/fd/1"));

        var status = _reader.Read();

        status.VirtualBytes.Should().Be(20.0 * Environment.SystemPageSize);
        status.ResidentBytes.Should().Be(10.0 * Environment.SystemPageSize);
        status.OpenDescriptors.Should().Be(3);
    }

    [Test]
    public void What_was_missing_at_first_is_read_once_it_is_there()
    {
        using var reader = new ProcessStatusReader(_time, PathOf("later"));
        reader.Read().OpenDescriptors.Should().BeNull();
        Directory.Move(PathOf("self"), Path.Combine(Directory.CreateDirectory(PathOf("later")).FullName, "self"));

        reader.Read().Should().Match<ProcessStatus>(status => status.OpenDescriptors == 4 && status.ResidentBytes > 0);
    }

    [Test]
    public void A_clock_that_is_set_moves_the_start_with_it()
    {
        _reader.Read();
        Write("stat", "btime 1798761600\n");
        _time.WallClockOffset = TimeSpan.FromDays(365);

        _reader.Read().StartTimeSeconds.Should().Be(1798761600 + 1234.56);
    }

    [Test]
    public void The_start_time_changes_only_if_the_clock_is_set()
    {
        var start = _reader.Read().StartTimeSeconds;
        Write("stat", "btime 1767225601\n"); // the kernel rounds it otherwise now and then
        _time.Advance(TimeSpan.FromHours(10));

        _reader.Read().StartTimeSeconds.Should().Be(start);
    }

    /// <summary>A clock whose time can be set. The package's own AdjustTime moves the timestamps with it.</summary>
    private sealed class SettableClock : FakeTimeProvider
    {
        public TimeSpan WallClockOffset { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + WallClockOffset;

        public override long GetTimestamp() => base.GetUtcNow().Ticks;
    }

    private string PathOf(string file) => Path.Combine(_proc.FullName, file);

    private void Write(string file, string text) => File.WriteAllText(PathOf(file), text);
}
