using Temper.Devices.Protocol;

namespace Temper.Devices.Sessions;

/// <summary>One query to a device over an open connection, which can be sent again until it is answered.</summary>
/// <typeparam name="T">What the answer says.</typeparam>
internal interface IExchange<out T>
{
    /// <summary>What the answer says, once it is complete.</summary>
    T Answer { get; }

    /// <summary>How long the device took from the query to the beginning of its answer.</summary>
    TimeSpan AnswerTime { get; }

    /// <summary>
    /// Takes what has arrived before the query is sent, so that it is counted against earlier queries.
    /// </summary>
    /// <returns>Whether the device is silent now; false when it still talks at the deadline.</returns>
    bool Drain(Deadline deadline);

    /// <summary>Sends the query and takes what comes, until the answer is complete. Blocks.</summary>
    /// <param name="deadline">When the answer must be complete.</param>
    /// <param name="timeout">How long to wait for its beginning.</param>
    /// <returns> Complete; Outdated as soon as a reply to an earlier query came instead; anything else
    /// when there is no answer in time.
    /// </returns>
    ReplyProgress Ask(Deadline deadline, TimeSpan timeout);

    /// <summary>Why there is no answer: bytes that are not a valid one, or nothing at all.</summary>
    TemperException Failure(Func<TemperTimeoutException> nothing);
}
