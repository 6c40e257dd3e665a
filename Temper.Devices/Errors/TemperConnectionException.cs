namespace Temper.Devices;

/// <summary>Thrown when a device cannot be opened, written to or read from.</summary>
public class TemperConnectionException : TemperException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">One line: what failed, where, what to do.</param>
    /// <param name="errno">The kernel's error number, or 0 if there is none.</param>
    /// <param name="inner">The cause, if it was an exception.</param>
    public TemperConnectionException(string message, int errno = 0, Exception? inner = null)
        : this(TemperErrorReason.Io, message, errno, inner) { }

    private protected TemperConnectionException(
        TemperErrorReason reason,
        string message,
        int errno,
        Exception? inner = null
    )
        : base(reason, message, inner) => Errno = errno;

    /// <summary>The kernel's error number (<c>errno</c>), or 0 if there is none.</summary>
    public int Errno { get; }
}
