using Temper.Devices.Transport;

namespace Temper.Devices.PrometheusNet.Tests;

/// <summary>A transport that can be broken.</summary>
internal sealed class SwitchedTransport(ITransport transport) : ITransport
{
    public bool IsBroken { get; set; }

    public IReadOnlyList<UsbInterfaceInfo> Enumerate() =>
        IsBroken ? throw new TemperConnectionException("the list of devices cannot be had") : transport.Enumerate();

    public ITransportConnection Open(UsbInterfaceInfo target) => transport.Open(target);
}
