using Temper.Devices.Protocol;
using Temper.Devices.Readings;

namespace Temper.Devices;

/// <summary>The conversation with one stick. Blocks, and is used by one thread only (<see cref="DeviceWorker"/>).</summary>
internal interface IStickSession : IDisposable
{
    /// <summary>What the stick is, once it has told so; kept when the connection is lost.</summary>
    TemperDeviceInfo? Info { get; }

    /// <summary>Opens the stick and asks its firmware version, if that is not done yet.</summary>
    void Open(Deadline deadline);

    /// <summary>Polls the stick once, opening it when necessary.</summary>
    Reading Read(Deadline deadline);

    /// <summary>Asks for the stick's own calibration; <see langword="null"/> when it does not tell.</summary>
    StickCalibration? ReadCalibration(Deadline deadline);
}
