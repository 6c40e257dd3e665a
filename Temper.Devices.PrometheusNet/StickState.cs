namespace Temper.Devices.PrometheusNet;

/// <summary>A stick's state in one word.</summary>
internal static class StickState
{
    public const string Ok = "ok";
    private const string Failed = "failed";
    public const string Unsupported = "unsupported";
    private const string NoPermission = "no_permission";

    public static readonly IReadOnlyList<string> All = [Ok, Failed, Unsupported, NoPermission];

    /// <summary>A stick that gave some values and one that its sensor cannot have measured has failed.</summary>
    public static string Of(StickSnapshot stick) =>
        stick.Error?.Reason switch
        {
            null => stick.Reading!.Refused.IsEmpty ? Ok : Failed,
            TemperErrorReason.Permission => NoPermission,
            TemperErrorReason.UnknownFirmware => Unsupported,
            _ => Failed,
        };

    public static int Count(TemperSnapshot snapshot, string state) =>
        snapshot.Sticks.Count(stick => Of(stick) == state) + (state == Unsupported ? snapshot.Unsupported.Length : 0);
}
