using Temper.Devices.Transport;

namespace Temper.CommandLine;

/// <summary>The transports for HID devices that this build has.</summary>
internal static partial class PlatformTransports
{
    private static readonly OrderedDictionary<string, Func<ITransport?>> All = Collect();

    /// <summary>The names of the transports, for <c>--backend</c>. The first is the default.</summary>
    public static IReadOnlyList<string> Names => All.Keys;

    /// <summary>Creates a transport.</summary>
    /// <param name="name">One of <see cref="Names"/>, or <see langword="null"/> for the default.</param>
    /// <returns>The transport, or <see langword="null"/> for the default one of the library.</returns>
    /// <exception cref="PlatformNotSupportedException">This build has none for this system.</exception>
    public static ITransport? Create(string? name) =>
        All.Count > 0
            ? All[name ?? Names[0]]()
            : throw new PlatformNotSupportedException(
                "this build supports devices on Linux only; rebuild it on this system or with -p:UseHidSharp=true, "
                    + "or use --simulate"
            );

    private static OrderedDictionary<string, Func<ITransport?>> Collect()
    {
        var transports = new OrderedDictionary<string, Func<ITransport?>>(StringComparer.Ordinal);
        if (OperatingSystem.IsLinux())
        {
            transports.Add("hidraw", () => null);
        }

        AddIntegrations(transports);
        return transports;
    }

    // Implemented in builds with -p:UseHidSharp=true.
    static partial void AddIntegrations(OrderedDictionary<string, Func<ITransport?>> transports);
}
