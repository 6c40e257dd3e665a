using System.Collections.Immutable;

namespace Temper.Emulator;

/// <summary>The effect of a query.</summary>
/// <param name="Outcome">The result of the write, as the writer sees it.</param>
/// <param name="Reports">The input reports that follow, in the order of time.</param>
/// <param name="UnplugsAfterwards">Whether the device is unplugged after the last report.</param>
public sealed record DeviceAnswer(
    WriteOutcome Outcome,
    ImmutableArray<TimedReport> Reports,
    bool UnplugsAfterwards = false
);

/// <summary>An input report and the time when it is ready.</summary>
/// <param name="After">The time from the query until the report is ready.</param>
/// <param name="Bytes">The payload.</param>
public sealed record TimedReport(TimeSpan After, byte[] Bytes);

/// <summary>The result of writing a query, as the writer sees it.</summary>
public enum WriteOutcome
{
    /// <summary>The write succeeds.</summary>
    Accepted,

    /// <summary>The write fails at once, because the device rejected it (USB STALL).</summary>
    Stalled,

    /// <summary>The device never acknowledges the write; the kernel gives up after 5 s.</summary>
    NeverCompletes,

    /// <summary>The device is unplugged during the write.</summary>
    Unplugs,
}
