using System.Buffers;
using System.Globalization;
using System.Text;
using Temper.Devices.Catalogue;
using Temper.Devices.Codecs;

namespace Temper.Devices.Protocol.Text;

/// <summary>The text that TEMPerX232 devices speak over their serial port, 9600 8N1.</summary>
/// <remarks>
/// Sources: the text replies in urwen/temper's temper.py; ccwienk/temper issue 37 (negative values); the vendor's Java
/// program (CR LF); the vendor's "TEMPerX232 Secondary Development" page. Captures: x232v20-*. Commands are sent
/// without a line end.
/// </remarks>
internal static class TemperX232
{
    private const string VersionPrefix = "TEMPerX232_V";

    // The chips are not known ("Type:Inner-H2" is all that a device reports). Of the chips that PCsensor uses, the
    // DS18B20 has the widest range, -55 to 125; it includes those of the humidity chips.
    private const double MinCelsius = -55;
    private const double MaxCelsius = 125;

    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("+-.0123456789"u8);

    /// <summary>What <see cref="TemperDeviceInfo.FirmwareFamily"/> says of these devices.</summary>
    public const string Family = "temperx232";

    /// <summary>
    /// What <see cref="TemperDeviceInfo.Codec"/> says of these devices: they send numbers with units.
    /// </summary>
    public const string CodecName = "text";

    private static ReadOnlySpan<byte> InnerReading => "Temp-Inner:"u8;

    private static ReadOnlySpan<byte> OuterReading => "Temp-Outer:"u8;

    private static ReadOnlySpan<byte> InnerCalibration => "Inner-Calib:"u8;

    private static ReadOnlySpan<byte> OuterCalibration => "Outer-Calib:"u8;

    /// <summary>Asks for the firmware version: <c>TEMPerX232_V2.0</c>.</summary>
    public static ReadOnlySpan<byte> VersionCommand => "Version"u8;

    /// <summary>Asks for the values. The reply has one line for each sensor that is plugged in, in any order.</summary>
    public static ReadOnlySpan<byte> ReadingCommand => "ReadTemp"u8;

    /// <summary>Asks for the offsets that the device itself applies: one line per sensor.</summary>
    public static ReadOnlySpan<byte> CalibrationCommand => "ReadCalib"u8;

    /// <summary>
    /// Returns whether a line is a complete version, by its digits. Half a version is a known fault of HID devices.
    /// </summary>
    internal static bool IsVersion(ReadOnlySpan<byte> line) => IsVersion(Encoding.ASCII.GetString(line));

    /// <inheritdoc cref="IsVersion(ReadOnlySpan{byte})"/>
    internal static bool IsVersion(FirmwareVersion version) => IsVersion(version.Text);

    private static bool IsVersion(string text) =>
        text.StartsWith(VersionPrefix, StringComparison.Ordinal)
        && text[VersionPrefix.Length..].Split('.') is [var major, var minor]
        && IsDigits(major)
        && IsDigits(minor);

    /// <summary>Whether a line wants to be a sensor's, valid or not, or reports that there is none.</summary>
    internal static bool LooksLikeReading(ReadOnlySpan<byte> line) => line.StartsWith("Temp-"u8) || IsNoSensor(line);

    /// <summary>Whether a line wants to be a sensor's offsets, valid or not.</summary>
    internal static bool LooksLikeCalibration(ReadOnlySpan<byte> line) =>
        line.StartsWith(InnerCalibration) || line.StartsWith(OuterCalibration);

    /// <summary>
    /// Whether a line reports that the device has identified no sensor (the spelling is the device's).
    /// </summary>
    internal static bool IsNoSensor(ReadOnlySpan<byte> line) => line.StartsWith("unknow!"u8);

    /// <summary>
    /// Reads <c>Temp-Inner:30.53 [C],39.92 [%RH]&lt;</c> or <c>Temp-Outer:-0.31 [C]&lt;</c>. Only what this line says
    /// belongs to its sensor. The <c>&lt;</c> may be missing where a line end says that the line is whole.
    /// </summary>
    internal static bool TryParse(ReadOnlySpan<byte> line, bool isEnded, out TextSensorLine sensor)
    {
        sensor = default;
        line = line.TrimEnd((byte)' ');
        if (line.EndsWith("<"u8))
        {
            line = line[..^1];
        }
        else if (!isEnded)
        {
            return false;
        }

        return TryParseSensor(line, InnerReading, OuterReading, out sensor);
    }

    /// <summary>
    /// Reads <c>Inner-Calib:0.0 [C],0.0 [%RH]&lt;</c>. Some devices leave the <c>&lt;</c>
    /// out, and the last line end too.
    /// </summary>
    internal static bool TryParseCalibration(ReadOnlySpan<byte> line, out TextSensorLine offsets) =>
        TryParseSensor(line.TrimEnd("< "u8), InnerCalibration, OuterCalibration, out offsets);

    private static bool TryParseSensor(
        ReadOnlySpan<byte> line,
        ReadOnlySpan<byte> inner,
        ReadOnlySpan<byte> outer,
        out TextSensorLine sensor
    )
    {
        sensor = default;
        var isInner = line.StartsWith(inner);
        if (!isInner && !line.StartsWith(outer))
        {
            return false;
        }

        line = line[(isInner ? inner : outer).Length..];
        var comma = line.IndexOf((byte)',');
        var percent = 0.0;
        if (
            !TryParseValue(comma < 0 ? line : line[..comma], "[C]"u8, out var celsius)
            || (comma >= 0 && !TryParseValue(line[(comma + 1)..], "[%RH]"u8, out percent))
        )
        {
            return false;
        }

        sensor = new TextSensorLine(isInner ? Sensor.Internal : Sensor.External, celsius, comma < 0 ? null : percent);
        return true;
    }

    /// <summary>Adds a sensor's values, or refuses those that no chip can have measured.</summary>
    internal static void AddTo(ReadingBuilder reading, TextSensorLine line)
    {
        Add(reading, line.Sensor, Quantity.Temperature, line.Celsius, MinCelsius, MaxCelsius);
        if (line.RelativeHumidityPercent is { } percent)
        {
            Add(reading, line.Sensor, Quantity.RelativeHumidity, percent, 0, 100);
        }
    }

    private static void Add(
        ReadingBuilder reading,
        string sensor,
        Quantity quantity,
        double value,
        double min,
        double max
    )
    {
        if (value >= min && value <= max)
        {
            reading.Add(sensor, quantity, value);
        }
        else
        {
            reading.Refuse(sensor, quantity, value, raw: 0);
        }
    }

    // "-0.31 [C]": the unit must be this one; what a device set to Fahrenheit writes was never seen.
    private static bool TryParseValue(ReadOnlySpan<byte> text, ReadOnlySpan<byte> unit, out double value)
    {
        value = 0;
        text = text.Trim((byte)' ');
        if (!text.EndsWith(unit))
        {
            return false;
        }

        var number = text[..^unit.Length].TrimEnd((byte)' ');
        return number.IndexOfAnyExcept(NumberBytes) < 0 // no "NaN", "Infinity" or "1e9"
            && double.TryParse(
                number,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out value
            );
    }

    private static bool IsDigits(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);
}
