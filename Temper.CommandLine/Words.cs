using Temper.Devices;
using Temper.Devices.Protocol;

namespace Temper.CommandLine;

/// <summary>
/// The words for what the library has enums for, in metrics, JSON and CSV. They are part of the programs' contract, so
/// they do not follow the enums' names.
/// </summary>
internal static class Words
{
    public const string Temperature = "temperature";
    public const string Humidity = "humidity";
    public const string DewPoint = "dew_point";

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
            Quantity.Temperature => Temperature,
            Quantity.RelativeHumidity => Humidity,
            Quantity.DewPoint => DewPoint,
            _ => throw new ArgumentOutOfRangeException(nameof(quantity)),
        };

    /// <summary>The USB id as <c>lsusb</c> prints it: <c>0c45:7401</c>.</summary>
    public static string UsbIdOf(TemperCandidate candidate) =>
        new UsbId(candidate.Interface.VendorId, candidate.Interface.ProductId).ToString();
}
