using Temper.Devices.Protocol;

namespace Temper.Devices.Sessions;

/// <summary>One query to a device over an open connection, which can be sent again until it is answered.</summary>
/// <typeparam name="T">What the answer says.</typeparam>
internal interface IExchange<out T>
{
    /// <summary>What the answer says, once it is complete.</summary>
    T Answer { get; }

    /// <summary>Sends the query and takes what comes, until the answer is complete. Blocks.</summary>
    /// <returns> Complete; Outdated as soon as a reply to an earlier query came instead; anything else when
    /// there is no answer by the deadline.
    /// </returns>
    ReplyProgress Ask(Deadline deadline);

    /// <summary>Why there is no answer: bytes that are not a valid one, or nothing at all.</summary>
    TemperException Failure(TemperTimeoutException nothing);
}
