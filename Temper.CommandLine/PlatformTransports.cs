using Temper.Devices.Transport;

namespace Temper.CommandLine;

/// <summary>The ways to this machine's HID devices that this build has.</summary>
internal static partial class PlatformTransports
{
    private static readonly OrderedDictionary<string, Func<ITransport?>> All = Collect();

    /// <summary>Their names, for <c>--transport</c>; the first is the default.</summary>
    public static IReadOnlyList<string> Names => All.Keys;

    /// <param name="name">One of <see cref="Names"/>, or <see langword="null"/> for the default.</param>
    /// <returns>The transport, or <see langword="null"/> for the library's own.</returns>
    /// <exception cref="PlatformNotSupportedException">There is none; the message is one line.</exception>
    public static ITransport? Create(string? name) =>
        All.Count > 0
            ? All[name ?? Names[0]]()
            : throw new PlatformNotSupportedException(
                "this build reads sticks on Linux only: build it with -p:UseHidSharp=true for this system, "
                    + "or try --simulate"
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
