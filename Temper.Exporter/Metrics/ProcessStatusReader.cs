using System.Buffers.Text;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Temper.Exporter.Metrics;

/// <summary>
/// Reads <see cref="ProcessStatus"/> from procfs. That takes one small file and one folder, which stay open, while
/// <see cref="System.Diagnostics.Process"/> reads a dozen files. Source of the formats: proc(5).
/// </summary>
/// <param name="time">The clock, which may be set while the program runs.</param>
/// <param name="proc">The folder where procfs is mounted.</param>
internal sealed class ProcessStatusReader(TimeProvider time, string proc = "/proc") : IDisposable
{
    // proc(5) counts in units of sysconf(_SC_CLK_TCK), which is 100 on every architecture that .NET runs on.
    private const double TicksPerSecond = 100;

    // Indexes among the fields of /proc/self/stat that follow the program's name, which is the second field.
    private const int StartTimeField = 22 - 3;

    // Fields of /proc/self/statm, which the kernel writes in a tenth of the time that it needs for stat.
    private const int VirtualPagesField = 0;
    private const int ResidentPagesField = 1;

    // Larger than /proc/self/stat and /proc/self/limits. /proc/stat can be larger, because a line for each processor
    // and a long line of interrupts precede the boot time, so it is read line by line.
    private const int BufferBytes = 4096;

    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly string _stat = $"{proc}/self/stat";
    private readonly string _statm = $"{proc}/self/statm";
    private readonly string _limits = $"{proc}/self/limits";
    private readonly Descriptors _descriptors = new($"{proc}/self/fd");
    private SafeFileHandle? _memory;
    private double? _secondsFromBootToStart;
    private double? _maxDescriptors; // the runtime raises the limit when it starts, and leaves it so
    private TimeSpan? _clockOffset;
    private double? _startTimeSeconds;

    /// <summary>Reads the values that procfs has. Never fails.</summary>
    public ProcessStatus Read()
    {
        lock (_gate) // scrapes overlap
        {
            return ReadNow();
        }
    }

    public void Dispose()
    {
        _memory?.Dispose();
        _descriptors.Dispose();
    }

    private ProcessStatus ReadNow()
    {
        Span<byte> buffer = stackalloc byte[BufferBytes];
        _secondsFromBootToStart ??= Field(FieldsBehindName(ReadFile(_stat, buffer)), StartTimeField) / TicksPerSecond;
        _maxDescriptors ??= MaxDescriptors(ReadFile(_limits, buffer));
        var memory = ReadMemory(buffer);
        return new ProcessStatus(
            Environment.CpuUsage.TotalTime.TotalSeconds,
            Field(memory, ResidentPagesField) * Environment.SystemPageSize,
            Field(memory, VirtualPagesField) * Environment.SystemPageSize,
            _secondsFromBootToStart is { } seconds ? StartTime(seconds) : null,
            _descriptors.Count(),
            _maxDescriptors
        );
    }

    // The kernel counts the start time from the boot, and the time of the boot depends on the clock. A Raspberry Pi
    // boots with a clock in the past and sets it once it reaches a time server, so the boot time is read again whenever
    // the clock was set.
    private double? StartTime(double secondsSinceBoot)
    {
        var clockOffset = time.GetUtcNow() - DateTimeOffset.UnixEpoch - time.GetElapsedTime(0);
        if (_clockOffset is not { } known || (clockOffset - known).Duration() > ClockTolerance)
        {
            _clockOffset = clockOffset;
            _startTimeSeconds = BootTimeSeconds() + secondsSinceBoot;
        }

        return _startTimeSeconds;
    }

    private double? BootTimeSeconds()
    {
        try
        {
            const string Name = "btime ";
            var line = File.ReadLines($"{proc}/stat")
                .FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal));
            return line is null ? null : Number(Encoding.ASCII.GetBytes(line[Name.Length..]));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // "Max open files            1024                 524288               files": the soft limit comes first.
    private static double? MaxDescriptors(ReadOnlySpan<byte> limits)
    {
        var name = "Max open files"u8;
        var at = limits.IndexOf(name);
        return at < 0 ? null : Number(limits[(at + name.Length)..].TrimStart((byte)' '));
    }

    // The name is in parentheses, and may itself contain spaces and parentheses.
    private static ReadOnlySpan<byte> FieldsBehindName(ReadOnlySpan<byte> stat)
    {
        var end = stat.LastIndexOf(") "u8);
        return end < 0 ? [] : stat[(end + 2)..];
    }

    private static double? Field(ReadOnlySpan<byte> fields, int wanted)
    {
        foreach (var range in fields.Split((byte)' '))
        {
            if (wanted-- == 0)
            {
                return Number(fields[range]);
            }
        }

        return null;
    }

    private static double? Number(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out ulong number, out _) ? number : null;

    private ReadOnlySpan<byte> ReadMemory(Span<byte> buffer)
    {
        try
        {
            _memory ??= Open(_statm);
            return Read(_memory, buffer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return [];
        }
    }

    private static ReadOnlySpan<byte> ReadFile(string path, Span<byte> buffer)
    {
        try
        {
            using var file = Open(path);
            return Read(file, buffer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return [];
        }
    }

    private static SafeFileHandle Open(string path) =>
        File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);

    private static ReadOnlySpan<byte> Read(SafeFileHandle file, Span<byte> buffer) =>
        buffer[..RandomAccess.Read(file, buffer, fileOffset: 0)];
}
