namespace Temper.Devices.Protocol;

/// <summary>Puts a reply together from lines of text. <see cref="ReportFate.Stray"/> means: not to be waited for, ask again.</summary>
internal interface ILineReply
{
    /// <summary>What a valid reply looks like, in words, for the error message.</summary>
    string Expected { get; }

    /// <summary>How many lines came that fit nowhere, since the reply began.</summary>
    int StrayCount { get; }

    /// <summary>Forgets what came.</summary>
    void Reset();

    /// <summary>Learns that the query goes out now: what came before is no part of its reply.</summary>
    void Begin();

    /// <summary>Takes one line.</summary>
    /// <param name="line">Without its end.</param>
    /// <param name="isEnded">False when the stick fell silent in the middle, or the line was too long.</param>
    ReportFate Offer(ReadOnlySpan<byte> line, bool isEnded);

    /// <summary>Learns that the stick has fallen silent.</summary>
    ReportFate End();
}
