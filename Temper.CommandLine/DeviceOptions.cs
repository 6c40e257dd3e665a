using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
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

    /// <summary>Converts to the library's options, and reads the files that are named.</summary>
    /// <exception cref="FormatException">A file is unreadable or invalid; the message is one line.</exception>
    /// <exception cref="PlatformNotSupportedException">Devices cannot be read on this system; the message is one line.
    /// </exception>
    public TemperOptions ToTemperOptions(ILoggerFactory? logging = null) =>
        new()
        {
            DeviceTimeout = DeviceTimeout,
            DecoderOverrides = DecoderOverrides,
            Corrections = ReadCorrections(),
            IncludeDewPoint = IncludeDewPoint,
            LoggerFactory = logging ?? NullLoggerFactory.Instance,
            Transports = (Transport ?? ChooseTransport()) is { } transport ? [transport] : null,
        };

    /// <summary>
    /// Like <see cref="ToTemperOptions"/>, but stops waiting for files when the token is cancelled, because opening a
    /// FIFO can block forever.
    /// </summary>
    public Task<TemperOptions> ToTemperOptionsAsync(CancellationToken stop, ILoggerFactory? logging = null) =>
        Task.Run(() => ToTemperOptions(logging), CancellationToken.None).WaitAsync(stop);

    private IReadOnlyList<Correction> ReadCorrections()
    {
        try
        {
            return ConfigFile is null ? [] : CorrectionsFile.Read(ConfigFile);
        }
        catch (FormatException e)
        {
            throw new FormatException($"--config: {e.Message}", e);
        }
    }

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
