namespace Temper.Devices.Protocol;

/// <summary>What a report turned out to be.</summary>
internal enum ReportFate
{
    /// <summary>No part of any valid reply.</summary>
    Stray,

    /// <summary>A part of the reply; there is more to come.</summary>
    Part,

    /// <summary>A reply as it stands, but more of it may follow: a probe's report has no successor, and may itself not come.</summary>
    Enough,

    /// <summary>The last part of the reply.</summary>
    Complete,

    /// <summary>A valid reply, but to an earlier query.</summary>
    Outdated,
}
