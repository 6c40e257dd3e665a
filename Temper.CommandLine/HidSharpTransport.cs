using Temper.Devices.HidSharp;
using Temper.Devices.Transport;

namespace Temper.CommandLine;

/// <summary>Adds HidSharp to the ways to HID devices; compiled with <c>-p:UseHidSharp=true</c> only.</summary>
internal static partial class SystemBackends
{
    static partial void AddIntegrations(OrderedDictionary<string, Func<ITransport?>> backends) =>
        backends.Add("hidsharp", () => new HidSharpBackend());
}
