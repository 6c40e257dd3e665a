namespace Temper.Devices.Sessions;

/// <summary>
/// Leaves a device alone that does not take queries, for 1, 2, 4 and up to 10 minutes. While the kernel waits for such
/// a device, whoever opens or closes a node of another device waits too, and so do the other devices' queries
/// (docs/adr/0012). A replug makes it a new device, which is asked at once.
/// </summary>
internal sealed class Quarantine(TemperCandidate candidate, TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly BackOff _backOff = new(time, free: 0, First, Longest);

    /// <summary>Throws at once, without asking the device, until it is time to ask.</summary>
    public void ThrowIfLeftAlone()
    {
        if (_backOff.Remaining is { Ticks: > 0 } left)
        {
            throw new TemperConnectionException(
                $"{candidate.Interface.Node} ({candidate.PortPath}) does not take queries: replug it; "
                    + $"Temper asks again in {Math.Ceiling(left.TotalSeconds)} s, so that it holds up no other device"
            );
        }
    }

    /// <summary>Notes how a read's last query went.</summary>
    public void Note(bool hung)
    {
        if (hung)
        {
            _backOff.Failed();
        }
        else
        {
            _backOff.Reset();
        }
    }
}
