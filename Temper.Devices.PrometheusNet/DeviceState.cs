namespace Temper.Devices.PrometheusNet;

/// <summary>The state of a device, as the label <c>state</c> shows it.</summary>
internal static class DeviceState
{
    public const string Ok = "ok";
    private const string Failed = "failed";
    public const string Unsupported = "unsupported";
    private const string NoPermission = "no_permission";

    public static readonly IReadOnlyList<string> All = [Ok, Failed, Unsupported, NoPermission];

    /// <summary>Returns the state of a device. A device with an out-of-range value counts as failed.</summary>
    public static string Of(DeviceSnapshot device) =>
        device.Error?.Reason switch
        {
            null => device.Reading!.OutOfRange.IsEmpty ? Ok : Failed,
            TemperErrorReason.Permission => NoPermission,
            TemperErrorReason.UnknownFirmware => Unsupported,
            _ => Failed,
        };

    /// <summary>Counts the devices in a state.</summary>
    public static int Count(TemperSnapshot snapshot, string state)
    {
        var count = state == Unsupported ? snapshot.Unsupported.Length : 0;
        foreach (var device in snapshot.Devices)
        {
            count += Of(device) == state ? 1 : 0;
        }

        return count;
    }
}
