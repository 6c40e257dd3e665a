namespace Temper.Exporter.Metrics;

/// <summary>
/// What this process uses of the machine. A value that the kernel does not show is <see langword="null"/>: a container
/// may hide /proc, or a part of it.
/// </summary>
/// <param name="CpuSeconds">User and system time, in seconds.</param>
/// <param name="ResidentBytes">Memory in RAM.</param>
/// <param name="VirtualBytes">Address space.</param>
/// <param name="StartTimeSeconds">When it started, in seconds since 1970, by the clock as it is set now.</param>
/// <param name="OpenDescriptors">How many file descriptors are open.</param>
/// <param name="MaxDescriptors">How many may be open: the soft limit. Without a limit, there is no value.</param>
internal sealed record ProcessStatus(
    double? CpuSeconds = null,
    double? ResidentBytes = null,
    double? VirtualBytes = null,
    double? StartTimeSeconds = null,
    double? OpenDescriptors = null,
    double? MaxDescriptors = null
)
{
    /// <summary>Nothing is known, or asked for.</summary>
    public static readonly ProcessStatus Unknown = new();
}
