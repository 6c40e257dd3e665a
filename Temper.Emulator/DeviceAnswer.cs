using System.Collections.Immutable;

namespace Temper.Emulator;

/// <summary>What comes of a query.</summary>
/// <param name="Outcome">What the one who wrote the query sees of it.</param>
/// <param name="Reports">The input reports that follow, in order of time.</param>
/// <param name="UnplugsAfterwards">Whether the device is gone once the last report is out.</param>
public sealed record DeviceAnswer(
    WriteOutcome Outcome,
    ImmutableArray<TimedReport> Reports,
    bool UnplugsAfterwards = false
);

/// <summary>An input report to be.</summary>
/// <param name="After">How long after the query it is ready.</param>
/// <param name="Bytes">Its payload.</param>
public sealed record TimedReport(TimeSpan After, byte[] Bytes);

/// <summary>What the one who wrote a query sees of it.</summary>
public enum WriteOutcome
{
    /// <summary>The write succeeds.</summary>
    Accepted,

    /// <summary>The write fails at once: the device refused it (USB STALL).</summary>
    Stalled,

    /// <summary>The device never acknowledges the write; the kernel gives up after 5 s.</summary>
    NeverCompletes,

    /// <summary>The device is unplugged during the write.</summary>
    Unplugs,
}
