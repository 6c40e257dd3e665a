using Temper.Devices;

namespace Temper.CommandLine;

/// <summary>The reason why a device has no reading, in the JSON documents of both programs.</summary>
/// <param name="Reason">One of <see cref="TemperNames"/>.</param>
/// <param name="Message">The message, in one line.</param>
internal sealed record ErrorEntry(string Reason, string Message)
{
    /// <summary>Creates the entry for a reason and a message.</summary>
    public static ErrorEntry Of(TemperErrorReason reason, string message) => new(TemperNames.Of(reason), message);

    /// <summary>
    /// Creates the entry for the error of a read, or returns <see langword="null"/> if there is none.
    /// </summary>
    public static ErrorEntry? Of(TemperException? error) => error is null ? null : Of(error.Reason, error.Message);
}
