namespace Temper.Emulator;

/// <summary>What a device does wrong. Each was seen on real devices or is what a hostile one could do.</summary>
public enum DeviceFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Never answers.</summary>
    Silent,

    /// <summary>Tells its version but never a reading.</summary>
    SilentReading,

    /// <summary>Answers 2 s later than it should.</summary>
    Slow,

    /// <summary>Sends only the second report of its version.</summary>
    HalfVersion,

    /// <summary>Sends a version with control characters and bytes over 0x7f.</summary>
    UnprintableVersion,

    /// <summary>Sends 4 bytes of each report.</summary>
    ShortReport,

    /// <summary>Sends reports of no bytes.</summary>
    EmptyReport,

    /// <summary>Sends another tag in byte 0 of a reading.</summary>
    WrongEcho,

    /// <summary>Sends another length in byte 1 of a reading.</summary>
    WrongLength,

    /// <summary>Sends bytes without sense.</summary>
    Garbage,

    /// <summary>Sends <c>ff</c> in every data byte of a reading.</summary>
    AllOnes,

    /// <summary>Sends a report nobody asked for before each answer.</summary>
    StrayBefore,

    /// <summary>Sends each answer twice.</summary>
    AnswerTwice,

    /// <summary>Sends reports nobody asked for, 8 ms apart, for a third of a second around each answer.</summary>
    Chatter,

    /// <summary>Refuses every query (USB STALL).</summary>
    Stall,

    /// <summary>Never acknowledges a query; the kernel gives up after 5 s.</summary>
    WriteHangs,

    /// <summary>Is unplugged when asked.</summary>
    UnplugOnQuery,

    /// <summary>Is unplugged between two reports of its version, or before the reading.</summary>
    UnplugMidReply,

    /// <summary>Sends the first report of a reading only: the probe's, which follows it, is lost.</summary>
    ProbeLost,
}
