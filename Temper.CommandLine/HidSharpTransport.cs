using Temper.Devices.HidSharp;
using Temper.Devices.Transport;

namespace Temper.CommandLine;

/// <summary>Adds HidSharp to the transports; compiled with <c>-p:UseHidSharp=true</c> only.</summary>
internal static partial class PlatformTransports
{
    static partial void AddIntegrations(OrderedDictionary<string, Func<ITransport?>> transports) =>
        transports.Add("hidsharp", () => new HidSharpTransport());
}
