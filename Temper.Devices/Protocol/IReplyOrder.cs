namespace Temper.Devices.Protocol;

/// <summary>Knows which query a reply answers. Replies carry no number: the order they come in tells.</summary>
internal interface IReplyOrder
{
    /// <summary>Notes that a new read begins: replies to queries of earlier reads are outdated from now on.</summary>
    void BeginRead();

    /// <summary>Notes that a query is sent.</summary>
    void Sent();

    /// <summary>Notes that a reply begins.</summary>
    /// <returns>Whether it answers a query of the present read, rather than an earlier one's or none.</returns>
    bool Begins();
}
