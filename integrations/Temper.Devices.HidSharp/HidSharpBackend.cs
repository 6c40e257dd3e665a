using Temper.Devices.HidSharp.Adapter;
using Temper.Devices.Transport;

namespace Temper.Devices.HidSharp;

/// <summary>Sticks over HidSharp, for Windows and macOS. On Linux, hidraw (the default) is the better reader.</summary>
public sealed class HidSharpBackend : ITransport
{
    private readonly LibraryBackend _backend = new(new HidSharpLibrary());

    /// <inheritdoc/>
    public IReadOnlyList<UsbInterfaceInfo> Enumerate() => _backend.Enumerate();

    /// <inheritdoc/>
    public ITransportConnection Open(UsbInterfaceInfo target) => _backend.Open(target);
}
