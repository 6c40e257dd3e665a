using Temper.Devices.Transport;

namespace Temper.Devices.PrometheusNet.Tests;

/// <summary>A backend that can be broken.</summary>
internal sealed class SwitchedBackend(ITransport backend) : ITransport
{
    public bool IsBroken { get; set; }

    public IReadOnlyList<UsbInterfaceInfo> Enumerate() =>
        IsBroken ? throw new TemperConnectionException("the list of devices cannot be had") : backend.Enumerate();

    public ITransportConnection Open(UsbInterfaceInfo target) => backend.Open(target);
}
