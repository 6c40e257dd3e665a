using Microsoft.Extensions.Time.Testing;
using Temper.Devices.Sessions;
using Temper.Devices.Transport;

namespace Temper.Devices.Tests.Devices;

/// <summary>Reads of one device, one after the other.</summary>
internal sealed class DeviceReads : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1.5);
    private readonly FakeTimeProvider _time;
    private readonly TemperOptions _options;
    private readonly DeviceSession _session;

    public DeviceReads(ITransport transport, FakeTimeProvider time)
    {
        _time = time;
        _options = new TemperOptions { Transports = [transport], TimeProvider = time };
        _session = new DeviceSession(TemperDevices.Find(_options).Single(), _options);
    }

    /// <summary>Reads until some time after the start; returns each read's error.</summary>
    public List<TemperException?> Until(TimeSpan end)
    {
        List<TemperException?> errors = [];
        while (_time.GetUtcNow() - _time.Start < end)
        {
            errors.Add(Once());
        }

        return errors;
    }

    public TemperException? Once(TimeSpan? pause = null, bool maintains = true)
    {
        try
        {
            _session.Read(Deadline.After(_options.DeviceTimeout, _time));
            return null;
        }
        catch (TemperException e)
        {
            if (maintains)
            {
                Maintain();
            }

            return e;
        }
        finally
        {
            _time.Advance(pause ?? Period);
        }
    }

    public void Dispose() => _session.Dispose();

    public void Maintain() => _session.Maintain();
}
