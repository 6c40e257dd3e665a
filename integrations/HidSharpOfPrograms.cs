using Temper.Devices.HidSharp;
using Temper.Devices.Transport;

namespace Temper.CommandLine;

/// <summary>The part of the programs that builds with <c>-p:UseHidSharp=true</c> have.</summary>
internal static partial class SystemBackends
{
    static partial void AddIntegrations(OrderedDictionary<string, Func<ITransport?>> backends)
        => backends.Add("hidsharp", () => new HidSharpBackend());
}
