using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Temper.Exporter.Http;
using Temper.Exporter.Settings;

namespace Temper.Exporter.Hosting;

/// <summary>Logs the start: the version, what the user may want to change, and the addresses.</summary>
internal sealed partial class StartLog(ILogger logger)
{
    /// <summary>Logs all of it.</summary>
    public void Add(ExporterOptions options, IReadOnlyList<Socket> listeners)
    {
        LogStarting(BuildInfo.Version, BuildInfo.Revision);
        foreach (var warning in options.Warnings)
        {
            LogSuspicious(warning);
        }

        if (options.IsThreadCountGiven)
        {
            LogThreadCount();
        }

        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
        {
            LogPrivileged();
        }

        if (options.Devices.IsSimulated)
        {
            LogSimulated();
        }

        foreach (var listener in listeners)
        {
            if (!ListenSocket.IsHere(((IPEndPoint)listener.LocalEndPoint!).Address))
            {
                LogNotHere(listener.LocalEndPoint.ToString()!);
            }

            LogListening(listener.LocalEndPoint.ToString()!);
        }
    }

    [LoggerMessage(LogLevel.Information, "listening on address={Address}")]
    private partial void LogListening(string address);

    [LoggerMessage(LogLevel.Warning, "--thread-count is ignored; remove it")]
    private partial void LogThreadCount();

    [LoggerMessage(LogLevel.Warning, "running as root; run as a user that a udev rule gives access to the devices")]
    private partial void LogPrivileged();

    [LoggerMessage(LogLevel.Warning, "devices are simulated (--simulate); readings are not measurements")]
    private partial void LogSimulated();

    [LoggerMessage(
        LogLevel.Warning,
        "no interface has this listen address yet; clients cannot connect until one has address={Address}"
    )]
    private partial void LogNotHere(string address);

    [LoggerMessage(LogLevel.Warning, "{Warning}")]
    private partial void LogSuspicious(string warning);

    [LoggerMessage(LogLevel.Information, "starting temper-exporter version={Version} revision={Revision}")]
    private partial void LogStarting(string version, string revision);
}
