using Temper.Devices;

namespace Temper.CommandLine;

/// <summary>Why a device has no reading, in the JSON documents of both programs.</summary>
/// <param name="Reason">One of <see cref="TemperNames"/>.</param>
/// <param name="Message">The message for people, in one line.</param>
internal sealed record ErrorEntry(string Reason, string Message)
{
    public static ErrorEntry Of(TemperErrorReason reason, string message) => new(TemperNames.Of(reason), message);

    /// <summary>The entry for a read's error, or <see langword="null"/> for a read that succeeded.</summary>
    public static ErrorEntry? Of(TemperException? error) => error is null ? null : Of(error.Reason, error.Message);
}
