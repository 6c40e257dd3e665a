using System.Diagnostics;
using System.Globalization;

namespace Temper.Reliability.Tests;

/// <summary>What a process takes of the machine at one moment.</summary>
internal sealed record ProcessFigures(double ResidentMebibytes, int Threads, int Descriptors, TimeSpan Processor)
{
    public static ProcessFigures Of(Process process)
    {
        process.Refresh();
        return new(
            process.WorkingSet64 / 1048576.0,
            process.Threads.Count,
            Directory.GetFileSystemEntries($"/proc/{process.Id}/fd").Length,
            process.TotalProcessorTime
        );
    }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"RSS {ResidentMebibytes:0.0} MiB, {Threads} threads, {Descriptors} descriptors, "
                + $"{Processor.TotalSeconds:0.0} s CPU"
        );
}
