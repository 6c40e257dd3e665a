namespace Temper.Devices;

/// <summary>
/// The base class of the library's own exceptions. The message is one line: where, what is wrong, what to do.
/// </summary>
public abstract class TemperException : Exception
{
    private protected TemperException(TemperErrorReason reason, string message, Exception? inner = null)
        : base(message, inner) => Reason = reason;

    /// <summary>The kind of error, which corresponds to the type of the exception.</summary>
    public TemperErrorReason Reason { get; }
}
