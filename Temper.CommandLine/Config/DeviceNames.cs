namespace Temper.CommandLine.Config;

/// <summary>
/// The names that a user gave to devices and sensors. They are shown beside the port path and the sensor, and never
/// replace them: those identify a reading, so that a new name does not begin a new time series.
/// </summary>
internal sealed class DeviceNames(IReadOnlyList<GivenName> all)
{
    /// <summary>No names.</summary>
    public static readonly DeviceNames None = new([]);

    private readonly Dictionary<(string Port, string? Sensor), GivenName> _byKey = all.ToDictionary(NameEntry.KeyOf);

    /// <summary>All names, in the order of the file.</summary>
    public IReadOnlyList<GivenName> All => all;

    /// <summary>Returns the name of the device in a port, or <see langword="null"/>.</summary>
    public string? OfDevice(string portPath) => Find(portPath, sensor: null);

    /// <summary>Returns the name of a sensor itself, or <see langword="null"/>.</summary>
    public string? OfSensor(string portPath, string sensor) => Find(portPath, sensor);

    /// <summary>Returns the name to show for a sensor: its own, or else that of its device.</summary>
    public string? Of(string portPath, string sensor) => OfSensor(portPath, sensor) ?? OfDevice(portPath);

    private string? Find(string portPath, string? sensor) =>
        _byKey.GetValueOrDefault((ConfigPort.WithoutInterface(portPath), sensor)) is { } name && name.IsOf(portPath)
            ? name.Label
            : null;
}
