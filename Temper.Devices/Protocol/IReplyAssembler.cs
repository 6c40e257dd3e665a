namespace Temper.Devices.Protocol;

/// <summary>Puts a reply together from input reports, which may come mixed with late and stray ones.</summary>
internal interface IReplyAssembler
{
    /// <summary>What a valid reply looks like, in words, for the error message.</summary>
    string Expected { get; }

    /// <summary>Takes one report, of any length.</summary>
    ReportFate Offer(ReadOnlySpan<byte> report);

    /// <summary>Takes a report that came before the query was sent, and so can be no part of its reply.</summary>
    void Discard(ReadOnlySpan<byte> report)
    {
    }

    /// <summary>Learns that the query goes out now.</summary>
    void Begin()
    {
    }
}
