namespace Temper.Devices.Captures;

/// <summary>The words of a capture file's values.</summary>
internal static class CaptureWords
{
    /// <summary>Stands for the one sensor of a device that has no name for it.</summary>
    public const string NoSensor = "-";

    /// <summary>Stands for the value of a probe that is not plugged in.</summary>
    public const string Absent = "absent";

    private const string Temperature = "temperature";
    private const string Humidity = "humidity";

    public static string Of(Quantity quantity) => quantity == Quantity.Temperature ? Temperature : Humidity;

    /// <summary>The quantity of a word, or <see langword="null"/>.</summary>
    public static Quantity? QuantityOf(string word) =>
        word switch
        {
            Temperature => Quantity.Temperature,
            Humidity => Quantity.RelativeHumidity,
            _ => null,
        };
}
