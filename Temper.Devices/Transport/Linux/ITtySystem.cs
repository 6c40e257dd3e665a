namespace Temper.Devices.Transport.Linux;

/// <summary>The system calls on a serial port; a negative result is <c>-errno</c>.</summary>
internal interface ITtySystem : INodeSystem
{
    /// <summary><c>TCGETS</c>.</summary>
    int GetTermios(int fd, out Termios termios);

    /// <summary><c>TCSETS</c>: takes effect at once and keeps queued data.</summary>
    int SetTermios(int fd, in Termios termios);
}
