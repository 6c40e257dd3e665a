namespace Temper.Devices;

/// <summary>
/// The base of every error this library throws of its own. The message is one line: what, where, what to do.
/// </summary>
public abstract class TemperException : Exception
{
    private protected TemperException(TemperErrorReason reason, string message, Exception? inner = null)
        : base(message, inner) => Reason = reason;

    /// <summary>The failure's kind, for programs; the type tells the same to a <c>catch</c>.</summary>
    public TemperErrorReason Reason { get; }
}
