namespace Temper.Devices.Protocol;

/// <summary>Puts a reply together from input reports, which may come mixed with late and stray ones.</summary>
internal interface IReplyAssembler
{
    /// <summary>What a valid reply looks like, in words, for the error message.</summary>
    string Expected { get; }

    /// <summary>Takes one report, of any length.</summary>
    /// <returns>True when the reply is complete.</returns>
    bool Offer(ReadOnlySpan<byte> report);
}
