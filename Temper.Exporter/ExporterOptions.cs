using System.Net;
using Temper.Devices.Protocol;

namespace Temper.Exporter;

/// <summary>What the command line asks for.</summary>
internal sealed record ExporterOptions
{
    public required IPAddress BindAddress { get; init; }

    public required int BindPort { get; init; }

    /// <summary>Whether an IPv6 socket keeps IPv4 out; <see langword="null"/> is the system's default.</summary>
    public required bool? BindV6Only { get; init; }

    public required TimeSpan DeviceTimeout { get; init; }

    public required IReadOnlyDictionary<string, Codec> DecoderOverrides { get; init; }

    public required bool IsSimulated { get; init; }

    /// <summary>What to simulate: nothing, <c>demo</c>, or a file.</summary>
    public required string? Simulation { get; init; }
}
