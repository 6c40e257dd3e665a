namespace Temper.Devices.Protocol;

/// <summary>How far a reply is, once another report or line was taken.</summary>
internal enum ReplyProgress
{
    /// <summary>What came belongs to no valid reply.</summary>
    Stray,

    /// <summary>What came is a part of the reply; there is more to come.</summary>
    Part,

    /// <summary>
    /// A reply as it stands, but more of it may follow: a probe's report has no successor, and may itself not come.
    /// </summary>
    Enough,

    /// <summary>The reply is complete.</summary>
    Complete,

    /// <summary>What came is a valid reply, but to an earlier query.</summary>
    Outdated,
}
