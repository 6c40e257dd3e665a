using Microsoft.Extensions.Time.Testing;
using Temper.Devices.Sessions;
using Temper.Devices.Tests.Fakes;
using Temper.Devices.Transport;
using Temper.Emulator;

namespace Temper.Devices.Tests.Devices;

/// <summary>
/// A device whose reading is the number of the query that it answers, so that a reading from before shows, read at a
/// fixed rhythm on a clock that moves by itself.
/// </summary>
internal abstract class LossyDevice : IDisposable
{
    private readonly TemperOptions _options;
    private readonly DeviceSession _session;

    protected LossyDevice(FakeTimeProvider time, ITransport transport)
    {
        Time = time;
        _options = new TemperOptions { Transports = [transport], TimeProvider = time };
        _session = new DeviceSession(TemperDevices.Find(_options).Single(), _options);
    }

    public FakeTimeProvider Time { get; }

    /// <summary>How many queries of all kinds were sent.</summary>
    public abstract int Queries { get; }

    /// <summary>How many of them were for a reading.</summary>
    public abstract int ReadingQueries { get; }

    /// <summary>What the last read said that had no reading.</summary>
    public string? Error { get; private set; }

    public static LossyDevice Create(bool isSerial, TimeSpan answer) =>
        isSerial ? new Serial(new FakeTimeProvider(), answer) : new Hid(new FakeTimeProvider(), answer);

    public abstract void Lose(QueryLoss? loss);

    /// <summary>Sets how long every answer takes from now on.</summary>
    public abstract void SetAnswer(TimeSpan answer);

    /// <summary>Reads once, checks that the reading is this read's own, and waits for the next one's turn.</summary>
    /// <returns>Whether there was a reading.</returns>
    public bool Read(TimeSpan period)
    {
        var (start, before) = (Time.GetTimestamp(), ReadingQueries);
        try
        {
            var reading = _session.Read(Deadline.After(_options.DeviceTimeout, Time));
            (100 * reading.Sensors[0].Value)
                .Should()
                .BeGreaterThan(before + 0.5, "it must answer one of this read's own queries");
            return true;
        }
        catch (TemperException e)
        {
            Error = e.Message;
            _session.Maintain();
            return false;
        }
        finally
        {
            Time.GetElapsedTime(start).Should().BeLessThanOrEqualTo(_options.DeviceTimeout);
            var left = period - Time.GetElapsedTime(start);
            Time.Advance(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }
    }

    public void Dispose() => _session.Dispose();

    internal sealed class Hid : LossyDevice
    {
        private readonly EmulatedDevice _device;

        public Hid(FakeTimeProvider time, TimeSpan answer)
            : this(time, new EmulatedDevice(DeviceModels.Find("TEMPer2_V4.1")!, "usb-1"), answer) { }

        private Hid(FakeTimeProvider time, EmulatedDevice device, TimeSpan answer)
            : this(time, device, new SteppedHidTransport(device, time) { Delay = _ => answer }) { }

        private Hid(FakeTimeProvider time, EmulatedDevice device, SteppedHidTransport transport)
            : base(time, transport)
        {
            _device = device;
            Transport = transport;
            device.Reading = () =>
                ReadingEncoder.FromValues(
                    device.Model,
                    [new("internal", device.ReadingQueryCount / 100.0), new("external", 0)]
                );
        }

        public SteppedHidTransport Transport { get; }

        public override int Queries => _device.QueryCount;

        public override int ReadingQueries => _device.ReadingQueryCount;

        public override void Lose(QueryLoss? loss) => _device.Loss = loss;

        public override void SetAnswer(TimeSpan answer) => Transport.Delay = _ => answer;
    }

    internal sealed class Serial : LossyDevice
    {
        public Serial(FakeTimeProvider time, TimeSpan answer)
            : this(time, new EmulatedX232(time), answer) { }

        private Serial(FakeTimeProvider time, EmulatedX232 device, TimeSpan answer)
            : base(time, device)
        {
            Device = device;
            SetAnswer(answer);
        }

        public EmulatedX232 Device { get; }

        public override int Queries => Device.Commands.Count;

        public override int ReadingQueries => Device.Commands.Count(command => command == "ReadTemp");

        public override void Lose(QueryLoss? loss) => Device.Loss = loss;

        public override void SetAnswer(TimeSpan answer)
        {
            var afterMs = (int)answer.TotalMilliseconds;
            Device.VersionAfterMs = afterMs;
            Device.OnQuery = number =>
                Device.Reply = [
                    (afterMs, $"Temp-Inner:{number / 100.0:f2} [C],39.92 [%RH]<\r\n"),
                    (0, "Temp-Outer:-0.31 [C]<\r\n"),
                ];
        }
    }
}
