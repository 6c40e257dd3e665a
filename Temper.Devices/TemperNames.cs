namespace Temper.Devices;

/// <summary>
/// The names of quantities, units and error reasons in metrics, JSON and CSV. They are a contract with those who parse
/// them, so they stay when an enum member is renamed.
/// </summary>
public static class TemperNames
{
    /// <summary>Returns the name of a quantity: <c>temperature</c>, <c>humidity</c> or <c>dew_point</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of the enum.</exception>
    public static string Of(Quantity quantity) =>
        quantity switch
        {
            Quantity.Temperature => "temperature",
            Quantity.RelativeHumidity => "humidity",
            Quantity.DewPoint => "dew_point",
            _ => throw new ArgumentOutOfRangeException(nameof(quantity)),
        };

    /// <summary>Returns the name of the unit of a quantity: <c>celsius</c> or <c>percent</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of the enum.</exception>
    public static string UnitOf(Quantity quantity) =>
        quantity switch
        {
            Quantity.Temperature or Quantity.DewPoint => "celsius",
            Quantity.RelativeHumidity => "percent",
            _ => throw new ArgumentOutOfRangeException(nameof(quantity)),
        };

    /// <summary>Returns the name of an error reason, such as <c>timeout</c> or <c>unknown_firmware</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of the enum.</exception>
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
            TemperErrorReason.NotFound => "not_found",
            _ => throw new ArgumentOutOfRangeException(nameof(reason)),
        };
}
