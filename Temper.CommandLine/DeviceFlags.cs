using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Temper.Devices;
using Temper.Emulator;

namespace Temper.CommandLine;

/// <summary>The flags that temper-exporter and temper-read share: which devices to read, and how.</summary>
internal sealed class DeviceFlags
{
    private const double DefaultTimeoutSeconds = 2;
    private const double MinTimeoutSeconds = 0.001;
    private const double MaxTimeoutSeconds = 3600;

    private readonly Option<double> _deviceTimeout = new("--device-timeout")
    {
        Description = "Stop waiting for a device's reading after this long",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => DefaultTimeoutSeconds,
        CustomParser = result =>
            OptionParsing.Parse<double>(result, TryParseSeconds, "a number of seconds from 0.001 to 3600"),
    };

    private readonly Option<IReadOnlyList<DecoderOverride>> _decoder = new("--decoder")
    {
        Description =
            "Override the decoder for a firmware version: TEMPer1F_H1V1.5F=sht1x gives the values of "
            + "yrro/temper-exporter; may be repeated",
        HelpName = "FIRMWARE=CODEC",
        DefaultValueFactory = _ => [],
        CustomParser = ParseDecoders,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string?> _config = new("--config")
    {
        Description = "Read a calibration and names from a JSON file",
        HelpName = "FILE",
    };

    private readonly Option<bool> _dewPoint = new("--dew-point")
    {
        Description = "Add the dew point of devices that measure humidity",
    };

    private readonly Option<string?> _transport = new Option<string?>("--backend")
    {
        Description = $"Access USB devices in this way [default: {string.Concat(PlatformTransports.Names.Take(1))}]",
        CustomParser = result =>
            OptionParsing.Parse<string>(
                result,
                TryParseTransport,
                $"one of {string.Join(", ", PlatformTransports.Names)}"
            ),
    }.Taking(PlatformTransports.Names);

    private readonly Option<string?> _simulate = new Option<string?>("--simulate")
    {
        Description =
            "Read emulated devices instead of real ones: two by default, several with changing values for 'demo', or "
            + "those in a JSON file",
        HelpName = "demo|FILE",
        Arity = ArgumentArity.ZeroOrOne,
    }.Taking(SimulatedDevices.Demo);

    public DeviceFlags()
    {
        _decoder.CompletionSources.Add(_ => Decoders()); // only computed for completion, because it takes exceptions
        _config.Validators.Add(OptionParsing.RejectFlags);
        _simulate.Validators.Add(OptionParsing.RejectFlags);
    }

    /// <summary>Adds all of them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in All)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>All flags of this kind. Each has an environment variable in every program.</summary>
    public IEnumerable<Option> All =>
        PlatformTransports.Names.Count > 1
            ? [_deviceTimeout, _decoder, _config, _dewPoint, _simulate, _transport]
            : [_deviceTimeout, _decoder, _config, _dewPoint, _simulate];

    /// <summary>Returns the options that a command line asks for; it must have no errors.</summary>
    public DeviceOptions OptionsOf(ParseResult result) =>
        new()
        {
            DeviceTimeout = TimeSpan.FromSeconds(result.GetValue(_deviceTimeout)),
            DecoderOverrides = result.GetValue(_decoder)!,
            ConfigFile = result.GetValue(_config),
            IncludeDewPoint = result.GetValue(_dewPoint),
            IsSimulated = result.GetResult(_simulate) is not null,
            Simulation = result.GetValue(_simulate),
            TransportName = result.GetValue(_transport),
        };

    // A version pattern such as TEMPer2_V4* is not something that --decoder takes.
    private static IEnumerable<string> Decoders() =>
        from version in SupportedFirmware.All.SelectMany(firmware => firmware.Versions)
        where !version.EndsWith('*')
        from codec in Codecs()
        let text = $"{version}={codec}"
        where IsDecoder(text)
        select text;

    private static IEnumerable<string> Codecs() => SupportedFirmware.All.Select(firmware => firmware.Codec).Distinct();

    private static bool IsDecoder(string text)
    {
        try
        {
            _ = DecoderOverride.Parse(text);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

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
                var codec = token.Value[(token.Value.LastIndexOf('=') + 1)..];
                var nearest = Codecs().Contains(codec) ? null : Spelling.Nearest(codec, Codecs());
                result.AddError(
                    nearest is null || codec.Length == token.Value.Length
                        ? $"--decoder: {e.Message}"
                        : $"--decoder: unknown codec '{codec}'; did you mean {nearest}?"
                );
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
