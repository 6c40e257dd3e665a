using Temper.Devices.Transport.Linux;

namespace Temper.Devices.Transport;

/// <summary>This machine's own transports.</summary>
internal static class SystemTransports
{
    // One of each for the whole process: candidates of one device are equal however often it is listed.
    private static readonly Lazy<IReadOnlyList<ITransport>> OfLinux = new(() =>
        [new HidrawTransport(), new TtyTransport()]
    );

    /// <summary>Every built-in transport that works on this system.</summary>
    /// <exception cref="PlatformNotSupportedException">There is none.</exception>
    public static IReadOnlyList<ITransport> All =>
        OperatingSystem.IsLinux()
            ? OfLinux.Value
            : throw new PlatformNotSupportedException(
                "this system has no built-in transport (only Linux has); set TemperOptions.Transports"
            );
}
