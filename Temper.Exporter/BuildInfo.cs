using System.Reflection;
using System.Runtime.InteropServices;

namespace Temper.Exporter;

/// <summary>Which program this is, for <c>--version</c> and the build info metric.</summary>
internal static class BuildInfo
{
    private static readonly Assembly Program = typeof(BuildInfo).Assembly;

    public static string Version { get; } =
        Program.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>The commit it was built from, or <c>unknown</c>.</summary>
    public static string Revision { get; } =
        Program
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(metadata => metadata.Key == nameof(Revision))
            ?.Value
            is { Length: > 0 } revision
            ? revision
            : "unknown";

    /// <summary>Such as <c>.NET 10.0.0</c>.</summary>
    public static string Runtime => RuntimeInformation.FrameworkDescription;

    /// <summary>Such as <c>linux</c>.</summary>
    public static string OperatingSystem { get; } = RuntimeInformation.RuntimeIdentifier.Split('-')[0];

    /// <summary>Such as <c>x64</c>.</summary>
    public static string Architecture { get; } = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    public static string Describe() =>
        $"temper-exporter {Version} (revision {Revision}, {Runtime}, {OperatingSystem}/{Architecture})";
}
