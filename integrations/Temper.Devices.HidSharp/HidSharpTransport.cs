using Temper.Devices.HidSharp.Adapter;
using Temper.Devices.Transport;

namespace Temper.Devices.HidSharp;

/// <summary>
/// Devices over HidSharp, for Windows and macOS. On Linux, hidraw (the default) is the better reader.
/// </summary>
public sealed class HidSharpTransport : ITransport
{
    private readonly LibraryTransport _transport = new(new HidSharpLibrary());

    /// <inheritdoc/>
    public IReadOnlyList<UsbInterfaceInfo> Enumerate() => _transport.Enumerate();

    /// <inheritdoc/>
    public ITransportConnection Open(UsbInterfaceInfo target) => _transport.Open(target);
}
