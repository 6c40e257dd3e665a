namespace Temper.Emulator;

/// <summary>A fault of a device: one that was seen on real devices, or that a hostile one could have.</summary>
public enum DeviceFault
{
    /// <summary>No fault.</summary>
    None,

    /// <summary>Never answers.</summary>
    Silent,

    /// <summary>Reports its version but never a reading.</summary>
    SilentReading,

    /// <summary>Answers 2 s late.</summary>
    Slow,

    /// <summary>Sends only the second report of its version.</summary>
    HalfVersion,

    /// <summary>Sends a version with control characters and bytes over 0x7f.</summary>
    UnprintableVersion,

    /// <summary>Sends 4 bytes of each report.</summary>
    ShortReport,

    /// <summary>Sends reports of no bytes.</summary>
    EmptyReport,

    /// <summary>Sends a wrong tag in byte 0 of a reading.</summary>
    WrongEcho,

    /// <summary>Sends a wrong length in byte 1 of a reading.</summary>
    WrongLength,

    /// <summary>Sends meaningless bytes.</summary>
    Garbage,

    /// <summary>Sends <c>ff</c> in every data byte of a reading.</summary>
    AllOnes,

    /// <summary>Sends an unrequested report before each answer.</summary>
    StrayBefore,

    /// <summary>Sends each answer twice.</summary>
    AnswerTwice,

    /// <summary>Sends unrequested reports, 8 ms apart, for a third of a second around each answer.</summary>
    Chatter,

    /// <summary>Rejects every query (USB STALL).</summary>
    Stall,

    /// <summary>Never acknowledges a query; the kernel gives up after 5 s.</summary>
    WriteHangs,

    /// <summary>Is unplugged by a query.</summary>
    UnplugOnQuery,

    /// <summary>Is unplugged between the two reports of its version, or before the reading.</summary>
    UnplugMidReply,

    /// <summary>Sends only the first report of a reading. The second one, which is the probe's, is lost.</summary>
    ProbeLost,
}
