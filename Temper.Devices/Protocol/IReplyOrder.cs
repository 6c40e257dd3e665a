namespace Temper.Devices.Protocol;

/// <summary>
/// Knows which query of one kind a reply answers. Replies have no number, so it follows from their order.
/// </summary>
internal interface IReplyOrder
{
    /// <summary>Notes that a query is sent.</summary>
    void Sent();

    /// <summary>Notes that a reply begins.</summary>
    /// <returns>Whether it certainly answers a query of the present read, rather than an earlier one's.</returns>
    bool Begins();
}
