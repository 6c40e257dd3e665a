using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Temper.Devices;

namespace Temper.CommandLine;

/// <summary>The flags that temper-exporter and temper-read share: which devices, and how to read them.</summary>
internal sealed class DeviceFlags
{
    private const double DefaultTimeoutSeconds = 2;
    private const double MinTimeoutSeconds = 0.001;
    private const double MaxTimeoutSeconds = 3600;

    private readonly Option<double> _deviceTimeout = new("--device-timeout")
    {
        Description = "How long one stick may take for a reading",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => DefaultTimeoutSeconds,
        CustomParser = result =>
            OptionParsing.Parse<double>(result, TryParseSeconds, "a number of seconds, 0.001 to 3600"),
    };

    private readonly Option<IReadOnlyList<DecoderOverride>> _decoder = new("--decoder")
    {
        Description =
            "Decode a firmware version otherwise: TEMPer1F_H1V1.5F=sht1x gives yrro/temper-exporter's numbers",
        HelpName = "FIRMWARE=CODEC",
        DefaultValueFactory = _ => [],
        CustomParser = ParseDecoders,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string?> _calibration = new("--calibration")
    {
        Description = "Correct readings by a JSON file of scales and offsets, by port path and sensor",
        HelpName = "FILE",
    };

    private readonly Option<bool> _dewPoint = new("--dew-point")
    {
        Description = "Add the dew point where a sensor has temperature and humidity",
    };

    private readonly Option<string?> _transport = new("--backend")
    {
        Description = "How HID sticks are reached",
        HelpName = string.Join('|', PlatformTransports.Names),
        CustomParser = result =>
            OptionParsing.Parse<string>(
                result,
                TryParseTransport,
                $"one of {string.Join(", ", PlatformTransports.Names)}"
            ),
    };

    private readonly Option<string?> _simulate = new("--simulate")
    {
        Description =
            "Emulated sticks instead of this machine's: two as in the README, 'demo', or those of a JSON file",
        HelpName = "demo|FILE",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public DeviceFlags()
    {
        _calibration.Validators.Add(OptionParsing.RefuseFlags);
        _simulate.Validators.Add(OptionParsing.RefuseFlags);
    }

    public void AddTo(Command command)
    {
        foreach (var option in All)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>All of them; each has an environment variable in every program.</summary>
    public IEnumerable<Option> All =>
        PlatformTransports.Names.Count > 1
            ? [_deviceTimeout, _decoder, _calibration, _dewPoint, _simulate, _transport]
            : [_deviceTimeout, _decoder, _calibration, _dewPoint, _simulate];

    public DeviceOptions OptionsOf(ParseResult result) =>
        new()
        {
            DeviceTimeout = TimeSpan.FromSeconds(result.GetValue(_deviceTimeout)),
            DecoderOverrides = result.GetValue(_decoder)!,
            CalibrationFile = result.GetValue(_calibration),
            IncludeDewPoint = result.GetValue(_dewPoint),
            IsSimulated = result.GetResult(_simulate) is not null,
            Simulation = result.GetValue(_simulate),
            TransportName = result.GetValue(_transport),
        };

    private static List<DecoderOverride> ParseDecoders(ArgumentResult result)
    {
        var decoders = new List<DecoderOverride>();
        foreach (var token in result.Tokens)
        {
            try
            {
                decoders.Add(DecoderOverride.Parse(token.Value));
            }
            catch (FormatException e)
            {
                result.AddError($"--decoder: {e.Message}");
            }
        }

        return decoders;
    }

    private static bool TryParseSeconds(string text, out double seconds) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds)
        && seconds is >= MinTimeoutSeconds and <= MaxTimeoutSeconds;

    private static bool TryParseTransport(string text, out string transport)
    {
        transport = text;
        return PlatformTransports.Names.Contains(text);
    }
}
