using System.Text;
using Temper.Devices.Transport.Linux;

namespace Temper.Devices.Tests.Fakes;

/// <summary>
/// The kernel's side of one hidraw node, answering as the kernel does, errno for errno. Hand-written because no device
/// can be had here that fails in each of these ways on demand.
/// </summary>
internal sealed class FakeHidrawSystem : IHidrawSystem
{
    public const int Fd = 7;

    public int OpenResult { get; set; } = Fd;

    public HidrawDeviceInfo Info { get; set; } = new(3, 0x0c45, 0x7401);

    public string Phys { get; set; } = "usb-3f980000.usb-1.4/input1";

    public (uint Major, uint Minor) Number { get; set; } = (245, 0);

    public int IoctlResult { get; set; }

    public Queue<int> FlockResults { get; } = new();

    public Queue<int> WriteResults { get; } = new();

    public Queue<(int Result, PollEvents Events)> PollResults { get; } = new();

    public Queue<object> Reads { get; } = new();

    public List<byte[]> Written { get; } = [];

    public List<bool> Locks { get; } = [];

    public int Closed { get; private set; }

    public int Open(string node) => OpenResult;

    public void Close(int fd) => Closed++;

    public int Flock(int fd, bool take)
    {
        Locks.Add(take);
        return FlockResults.TryDequeue(out var result) ? result : 0;
    }

    public int Write(int fd, ReadOnlySpan<byte> bytes)
    {
        Written.Add(bytes.ToArray());
        return WriteResults.TryDequeue(out var result) ? result : bytes.Length;
    }

    public int Read(int fd, Span<byte> bytes)
    {
        if (!Reads.TryDequeue(out var next))
        {
            return -Errno.TryAgain;
        }

        if (next is int errno)
        {
            return errno;
        }

        var report = (byte[])next;
        report.CopyTo(bytes);
        return report.Length;
    }

    public int Poll(int fd, int timeoutMs, out PollEvents events)
    {
        if (PollResults.TryDequeue(out var scripted))
        {
            events = scripted.Events;
            return scripted.Result;
        }

        events = Reads.Count > 0 ? PollEvents.Input : PollEvents.None;
        return Reads.Count > 0 ? 1 : 0;
    }

    public int RawInfo(int fd, out HidrawDeviceInfo info)
    {
        info = Info;
        return IoctlResult;
    }

    public int RawPhys(int fd, Span<byte> text)
    {
        text.Clear();
        return Encoding.UTF8.GetBytes(Phys, text) + 1;
    }

    public int DeviceNumber(int fd, out uint major, out uint minor)
    {
        (major, minor) = Number;
        return 0;
    }
}
