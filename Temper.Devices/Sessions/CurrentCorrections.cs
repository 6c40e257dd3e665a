namespace Temper.Devices.Sessions;

/// <summary>The user's corrections, which may be replaced while devices are read.</summary>
internal sealed class CurrentCorrections(IReadOnlyList<Correction> corrections)
{
    private volatile IReadOnlyList<Correction> _all = corrections;

    /// <summary>The corrections of all devices.</summary>
    public IReadOnlyList<Correction> All
    {
        get => _all;
        set => _all = value;
    }
}
