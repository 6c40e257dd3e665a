namespace Temper.Devices.Protocol;

/// <summary>Knows which query a reply answers. Replies carry no number: the order they come in tells.</summary>
internal interface IReplyOrder
{
    /// <summary>Notes that a query goes out.</summary>
    void Sent();

    /// <summary>Notes that a reply begins.</summary>
    /// <returns>Whether it answers a query of the present read, and not an earlier one's or none.</returns>
    bool Begins();
}
