namespace Temper.Devices.Sessions;

/// <summary>
/// Does not query a device that does not accept queries, for 1, 2, 4 and up to 10 minutes. While the kernel waits for
/// such a device, it blocks the queries to other devices, and every program that opens or closes a node
/// (docs/adr/0012). A replug makes it a new device, which is queried at once.
/// </summary>
internal sealed class Quarantine(TemperCandidate candidate, TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly BackOff _backOff = new(time, free: 0, First, Longest);

    /// <summary>Throws if the device must not be queried yet.</summary>
    public void ThrowIfActive()
    {
        if (_backOff.Remaining is { Ticks: > 0 } left)
        {
            throw new TemperConnectionException(
                $"{candidate.Interface.Node}: the device does not accept queries; replug it (next query in "
                    + $"{Math.Ceiling(left.TotalSeconds)} s, so that it does not block other devices)"
            );
        }
    }

    /// <summary>Records whether the last query of a read hung.</summary>
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
