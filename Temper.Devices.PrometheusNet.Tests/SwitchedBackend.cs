using Temper.Devices.Errors;
using Temper.Devices.Transport;

namespace Temper.Devices.PrometheusNet.Tests;

/// <summary>A backend that can be broken.</summary>
internal sealed class SwitchedBackend(IHidBackend backend) : IHidBackend
{
    public bool IsBroken { get; set; }

    public IReadOnlyList<HidInterfaceInfo> Enumerate()
        => IsBroken ? throw new TemperConnectionException("the list of devices cannot be had") : backend.Enumerate();

    public IHidConnection Open(HidInterfaceInfo target) => backend.Open(target);
}
