using System.Reflection;
using System.Runtime.InteropServices;

namespace Temper.Exporter;

/// <summary>The identity of this build, for <c>--version</c> and the build info metric.</summary>
internal static class BuildInfo
{
    private static readonly Assembly Program = typeof(BuildInfo).Assembly;

    /// <summary>The version of the package, such as <c>1.2.0</c>.</summary>
    public static string Version { get; } =
        Program.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>The commit that the program was built from, or <c>unknown</c>.</summary>
    public static string Revision { get; } =
        Program
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(metadata => metadata.Key == nameof(Revision))
            ?.Value
            is { Length: > 0 } revision
            ? revision
            : "unknown";

    /// <summary>The .NET runtime, such as <c>.NET 10.0.0</c>.</summary>
    public static string Runtime => RuntimeInformation.FrameworkDescription;

    /// <summary>The operating system, such as <c>linux</c>.</summary>
    public static string OperatingSystem { get; } = RuntimeInformation.RuntimeIdentifier.Split('-')[0];

    /// <summary>The processor architecture, such as <c>x64</c>.</summary>
    public static string Architecture { get; } = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    /// <summary>Returns the line that <c>--version</c> prints.</summary>
    public static string Describe() =>
        $"temper-exporter {Version} (revision {Revision}, {Runtime}, {OperatingSystem}/{Architecture})";
}
