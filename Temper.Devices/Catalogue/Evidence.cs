namespace Temper.Devices;

/// <summary>How sure a catalogue row is.</summary>
public enum Evidence
{
    /// <summary>Raw bytes of a real device were seen, and the value fits what its owner saw.</summary>
    Captured,

    /// <summary>Owners or other programs say so; no raw bytes were seen.</summary>
    Reported,

    /// <summary>Sources disagree; the row follows the better evidence.</summary>
    Disputed,
}
