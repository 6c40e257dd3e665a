using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Temper.Exporter;

/// <summary>The identity of this build, for <c>--version</c> and the build info metric.</summary>
internal static class BuildInfo
{
    private const string Unknown = "unknown";

    private static readonly Assembly Program = typeof(BuildInfo).Assembly;

    /// <summary>The version of the package, such as <c>1.2.0</c>.</summary>
    public static string Version { get; } =
        Program.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>The commit that the program was built from, or <c>unknown</c>.</summary>
    public static string Revision { get; } = MetadataOf(nameof(Revision)) is { Length: > 0 } text ? text : Unknown;

    /// <summary>
    /// The date of that commit, or of <c>SOURCE_DATE_EPOCH</c> if the build had it, such as <c>2026-01-31</c>, or
    /// <c>unknown</c>. The time of the build itself would make each build different.
    /// </summary>
    public static string Date { get; } = DateOf(MetadataOf(nameof(Date)));

    /// <summary>The .NET runtime, such as <c>.NET 10.0.0</c>.</summary>
    public static string Runtime => RuntimeInformation.FrameworkDescription;

    /// <summary>The operating system, such as <c>linux</c>.</summary>
    public static string OperatingSystem { get; } = RuntimeInformation.RuntimeIdentifier.Split('-')[0];

    /// <summary>The processor architecture, such as <c>x64</c>.</summary>
    public static string Architecture { get; } = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    /// <summary>Returns the day of a time in seconds since 1970, in UTC.</summary>
    internal static string DateOf(string? seconds) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var time)
        && time <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(time).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : Unknown;

    /// <summary>Returns the line that <c>--version</c> prints.</summary>
    public static string Describe() =>
        $"temper-exporter {Version} (revision {Revision}, date {Date}, {Runtime}, {OperatingSystem}/{Architecture})";

    private static string? MetadataOf(string key) =>
        Program.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(metadata => metadata.Key == key)?.Value;
}
