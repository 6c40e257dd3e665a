using System.Threading.Channels;
using Temper.Devices;

namespace Temper.Mqtt;

/// <summary>
/// What happened since the publisher last looked. Only the newest snapshot is kept: without a broker, readings are
/// dropped rather than collected, and nothing that others publish makes it grow.
/// </summary>
internal sealed class Inbox
{
    private const int MaxRemembered = 256; // USB has at most 127 devices per controller

    private readonly Lock _gate = new();
    private readonly HashSet<string> _remembered = [];
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private TemperSnapshot? _snapshot;
    private bool _isAnnouncementDue;

    /// <summary>Adds the readings of all devices.</summary>
    public void Add(TemperSnapshot snapshot)
    {
        lock (_gate)
        {
            _snapshot = snapshot;
        }

        Signal();
    }

    /// <summary>Adds the id of a device about which the broker has a message.</summary>
    public void AddRemembered(string id)
    {
        lock (_gate)
        {
            if (_remembered.Count < MaxRemembered)
            {
                _remembered.Add(id);
            }
        }

        Signal();
    }

    /// <summary>Asks to publish everything, because the broker or Home Assistant has started.</summary>
    public void RequestAnnouncement()
    {
        lock (_gate)
        {
            _isAnnouncementDue = true;
        }

        Signal();
    }

    /// <summary>Waits until something happened.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken stop) => _signal.Reader.ReadAsync(stop);

    /// <summary>Removes and returns everything.</summary>
    public (TemperSnapshot? Snapshot, IReadOnlyList<string> Remembered, bool IsAnnouncementDue) Take()
    {
        lock (_gate)
        {
            var content = (_snapshot, (IReadOnlyList<string>)[.. _remembered], _isAnnouncementDue);
            (_snapshot, _isAnnouncementDue) = (null, false);
            _remembered.Clear();
            return content;
        }
    }

    private void Signal() => _signal.Writer.TryWrite(true);
}
