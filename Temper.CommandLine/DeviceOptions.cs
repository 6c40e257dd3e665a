using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Temper.Devices;
using Temper.Devices.Transport;
using Temper.Emulator;

namespace Temper.CommandLine;

/// <summary>Which devices, and how to read them.</summary>
internal sealed record DeviceOptions
{
    public required TimeSpan DeviceTimeout { get; init; }

    public required IReadOnlyList<DecoderOverride> DecoderOverrides { get; init; }

    public required string? CalibrationFile { get; init; }

    public required bool IncludeDewPoint { get; init; }

    public required bool IsSimulated { get; init; }

    /// <summary>What to simulate: nothing, <c>demo</c>, or a file.</summary>
    public required string? Simulation { get; init; }

    /// <summary>
    /// How this machine's HID devices are reached, by name, or <see langword="null"/> for the default.
    /// </summary>
    public required string? TransportName { get; init; }

    /// <summary>How to reach devices, whatever the flags say; <see langword="null"/> is as the flags say.</summary>
    public ITransport? Transport { get; init; }

    /// <summary>The library's options.</summary>
    /// <exception cref="FormatException">A file that is named cannot be used; the message is one line.</exception>
    /// <exception cref="PlatformNotSupportedException">Devices cannot be read on this system; the
    /// message is one line.</exception>
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
    /// The same, but waits for files no longer than until the token is cancelled: to open a FIFO can take for ever.
    /// </summary>
    public Task<TemperOptions> ToTemperOptionsAsync(CancellationToken stop, ILoggerFactory? logging = null) =>
        Task.Run(() => ToTemperOptions(logging), CancellationToken.None).WaitAsync(stop);

    private IReadOnlyList<Correction> ReadCorrections()
    {
        try
        {
            return CalibrationFile is null ? [] : CorrectionsFile.Read(CalibrationFile);
        }
        catch (FormatException e)
        {
            throw new FormatException($"--calibration: {e.Message}", e);
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
