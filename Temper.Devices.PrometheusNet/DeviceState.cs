namespace Temper.Devices.PrometheusNet;

/// <summary>A device's state in one word.</summary>
internal static class DeviceState
{
    public const string Ok = "ok";
    private const string Failed = "failed";
    public const string Unsupported = "unsupported";
    private const string NoPermission = "no_permission";

    public static readonly IReadOnlyList<string> All = [Ok, Failed, Unsupported, NoPermission];

    /// <summary>A device that gave some values and one that its sensor cannot have measured has failed.</summary>
    public static string Of(DeviceSnapshot device) =>
        device.Error?.Reason switch
        {
            null => device.Reading!.OutOfRange.IsEmpty ? Ok : Failed,
            TemperErrorReason.Permission => NoPermission,
            TemperErrorReason.UnknownFirmware => Unsupported,
            _ => Failed,
        };

    public static int Count(TemperSnapshot snapshot, string state) =>
        snapshot.Devices.Count(device => Of(device) == state)
        + (state == Unsupported ? snapshot.Unsupported.Length : 0);
}
