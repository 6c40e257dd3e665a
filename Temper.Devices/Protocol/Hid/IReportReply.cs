namespace Temper.Devices.Protocol.Hid;

/// <summary>Puts a reply together from input reports, which may come mixed with late and stray ones.</summary>
/// <typeparam name="T">What the reply says.</typeparam>
internal interface IReportReply<out T>
{
    /// <summary>What a valid reply looks like, in words, for the error message.</summary>
    string Expected { get; }

    /// <summary>What the reply says, once it is complete.</summary>
    T Result { get; }

    /// <summary>Takes a report that came while this reply was not waited for, to count it against its query.</summary>
    /// <returns>Whether the report belongs to a reply of this kind.</returns>
    bool Discard(ReadOnlySpan<byte> report) => false;

    /// <summary>Learns that the query is sent now.</summary>
    void Begin() { }

    /// <summary>Takes one report, of any length.</summary>
    ReplyProgress Offer(ReadOnlySpan<byte> report);

    /// <summary>Learns that nothing more comes; the reply may be complete as it is.</summary>
    ReplyProgress End() => ReplyProgress.Stray;
}
