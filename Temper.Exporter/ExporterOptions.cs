using System.Net;
using Temper.CommandLine;

namespace Temper.Exporter;

/// <summary>What the command line asks for.</summary>
internal sealed record ExporterOptions
{
    public required IPAddress BindAddress { get; init; }

    public required int BindPort { get; init; }

    /// <summary>Whether an IPv6 socket keeps IPv4 out; <see langword="null"/> is the system's default.</summary>
    public required bool? BindV6Only { get; init; }

    public required StickSettings Sticks { get; init; }
}
