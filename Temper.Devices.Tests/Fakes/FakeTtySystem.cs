using Temper.Devices.Transport.Linux;

namespace Temper.Devices.Tests.Fakes;

/// <summary>
/// The kernel's side of one serial port, answering errno for errno. Hand-written, as <see cref="FakeHidrawSystem"/>.
/// </summary>
internal sealed class FakeTtySystem : ITtySystem
{
    public int OpenResult { get; set; } = 7;

    public int TermiosResult { get; set; }

    public (uint Major, uint Minor) Number { get; set; } = (188, 0);

    public Queue<int> FlockResults { get; } = new();

    public Queue<int> WriteResults { get; } = new();

    public Queue<(int Result, PollEvents Events)> PollResults { get; } = new();

    public Queue<int> ReadResults { get; } = new();

    public Termios? Set { get; private set; }

    public int Opened { get; private set; }

    public int Closed { get; private set; }

    public int Open(string node)
    {
        Opened++;
        return OpenResult;
    }

    public void Close(int fd) => Closed++;

    public int Flock(int fd, bool take) => FlockResults.TryDequeue(out var result) ? result : 0;

    public int Write(int fd, ReadOnlySpan<byte> bytes) =>
        WriteResults.TryDequeue(out var result) ? result : bytes.Length;

    public int Read(int fd, Span<byte> bytes) => ReadResults.TryDequeue(out var result) ? result : -Errno.TryAgain;

    public int Poll(int fd, int timeoutMs, out PollEvents events)
    {
        (var result, events) = PollResults.TryDequeue(out var scripted) ? scripted : (0, PollEvents.None);
        return result;
    }

    public int DeviceNumber(int fd, out uint major, out uint minor)
    {
        (major, minor) = Number;
        return 0;
    }

    public int GetTermios(int fd, out Termios termios)
    {
        termios = default;
        return TermiosResult;
    }

    public int SetTermios(int fd, in Termios termios)
    {
        Set = termios;
        return 0;
    }
}
