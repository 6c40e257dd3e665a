using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Temper.CommandLine.Config;
using Temper.Devices;
using Temper.Devices.Transport;
using Temper.Emulator;

namespace Temper.CommandLine;

/// <summary>Which devices to read, and how.</summary>
internal sealed record DeviceOptions
{
    public required TimeSpan DeviceTimeout { get; init; }

    public required IReadOnlyList<DecoderOverride> DecoderOverrides { get; init; }

    public required string? ConfigFile { get; init; }

    public required bool IncludeDewPoint { get; init; }

    public required bool IsSimulated { get; init; }

    /// <summary>The value of --simulate: <c>demo</c>, a file, or <see langword="null"/>.</summary>
    public required string? Simulation { get; init; }

    /// <summary>The name of the transport for HID devices, or <see langword="null"/> for the default.</summary>
    public required string? TransportName { get; init; }

    /// <summary>The transport to use instead of the one that the flags select, for tests.</summary>
    public ITransport? Transport { get; init; }

    /// <summary>Reads the file of --config, if one is given.</summary>
    /// <exception cref="FormatException">It is unreadable or invalid; the message is one line.</exception>
    public UserConfig ReadConfig()
    {
        try
        {
            return ConfigFile is null ? UserConfig.None : Config.ConfigFile.Read(ConfigFile);
        }
        catch (FormatException e)
        {
            throw new FormatException($"--config: {e.Message}", e);
        }
    }

    /// <summary>Converts to the library's options, and reads the file of --simulate, if one is given.</summary>
    /// <exception cref="FormatException">The file is unreadable or invalid; the message is one line.</exception>
    /// <exception cref="PlatformNotSupportedException">Devices cannot be read on this system; the message is one line.
    /// </exception>
    public TemperOptions ToTemperOptions(UserConfig config, ILoggerFactory? logging = null) =>
        new()
        {
            DeviceTimeout = DeviceTimeout,
            DecoderOverrides = DecoderOverrides,
            Corrections = config.Corrections,
            IncludeDewPoint = IncludeDewPoint,
            LoggerFactory = logging ?? NullLoggerFactory.Instance,
            Transports = (Transport ?? ChooseTransport()) is { } transport ? [transport] : null,
        };

    /// <summary>
    /// Reads all files, but stops waiting for them when the token is cancelled, because opening a FIFO can block
    /// forever.
    /// </summary>
    /// <inheritdoc cref="ToTemperOptions"/>
    public Task<(TemperOptions Options, UserConfig Config)> LoadAsync(
        CancellationToken stop,
        ILoggerFactory? logging = null
    ) =>
        Task.Run(
                () =>
                {
                    var config = ReadConfig();
                    return (ToTemperOptions(config, logging), config);
                },
                CancellationToken.None
            )
            .WaitAsync(stop);

    private ITransport? ChooseTransport()
    {
        if (!IsSimulated)
        {
            return PlatformTransports.Create(TransportName);
        }

        try
        {
            return SimulatedDevices.Load(Simulation);
        }
        catch (FormatException e)
        {
            throw new FormatException($"--simulate: {e.Message}", e);
        }
    }
}
