namespace Temper.Exporter.Metrics;

/// <summary>
/// The resources that this process uses. A value that the kernel does not show is <see langword="null"/>: a container
/// may hide /proc, or a part of it.
/// </summary>
/// <param name="CpuSeconds">User and system time, in seconds.</param>
/// <param name="ResidentBytes">Memory in RAM, in bytes.</param>
/// <param name="VirtualBytes">Address space, in bytes.</param>
/// <param name="StartTimeSeconds">The start time in seconds since 1970, by the clock as it is set now.</param>
/// <param name="OpenDescriptors">The number of open file descriptors.</param>
/// <param name="MaxDescriptors">The soft limit of open file descriptors, if there is one.</param>
internal sealed record ProcessStatus(
    double? CpuSeconds = null,
    double? ResidentBytes = null,
    double? VirtualBytes = null,
    double? StartTimeSeconds = null,
    double? OpenDescriptors = null,
    double? MaxDescriptors = null
)
{
    /// <summary>No value is known, or none is needed.</summary>
    public static readonly ProcessStatus Unknown = new();
}
