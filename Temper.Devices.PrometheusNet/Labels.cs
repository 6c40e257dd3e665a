namespace Temper.Devices.PrometheusNet;

/// <summary>
/// The label values that stand for enums of the library. They are part of the contract, so they
/// do not follow the enums' names.
/// </summary>
internal static class Labels
{
    public static readonly IReadOnlyList<TemperErrorReason> Reasons = Enum.GetValues<TemperErrorReason>();

    public static string Of(TemperErrorReason reason) =>
        reason switch
        {
            TemperErrorReason.Permission => "permission",
            TemperErrorReason.Busy => "busy",
            TemperErrorReason.Gone => "gone",
            TemperErrorReason.Io => "io",
            TemperErrorReason.Timeout => "timeout",
            TemperErrorReason.Malformed => "malformed",
            TemperErrorReason.UnknownFirmware => "unknown_firmware",
            _ => throw new ArgumentOutOfRangeException(nameof(reason)),
        };

    public static string Of(Quantity quantity) =>
        quantity switch
        {
            Quantity.Temperature => "temperature",
            Quantity.RelativeHumidity => "humidity",
            Quantity.DewPoint => "dew_point",
            _ => throw new ArgumentOutOfRangeException(nameof(quantity)),
        };
}
