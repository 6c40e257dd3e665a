namespace Temper.Devices.Protocol.Text;

/// <summary>
/// Puts a reply together from lines of text. <see cref="ReplyProgress.Stray"/> means: the reply is damaged, ask again.
/// </summary>
/// <typeparam name="T">What the reply says.</typeparam>
internal interface ILineReply<out T>
{
    /// <summary>What a valid reply looks like, in words, for the error message.</summary>
    string Expected { get; }

    /// <summary>What the reply says, once it is complete.</summary>
    T Result { get; }

    /// <summary>How many lines came that fit nowhere, since the reply began.</summary>
    int StrayCount { get; }

    /// <summary>Forgets what came.</summary>
    void Reset();

    /// <summary>Learns that the query is sent now: what came before is not a part of its reply.</summary>
    void Begin();

    /// <summary>Takes one line.</summary>
    /// <param name="line">Without its end.</param>
    /// <param name="isEnded">False when the device fell silent in the middle, or the line was too long.</param>
    ReplyProgress Offer(ReadOnlySpan<byte> line, bool isEnded);

    /// <summary>Learns that the device has fallen silent.</summary>
    ReplyProgress End();
}
