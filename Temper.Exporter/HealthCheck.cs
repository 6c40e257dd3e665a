using System.Net;
using System.Net.Sockets;
using Temper.CommandLine;
using Temper.Exporter.Hosting;
using Temper.Exporter.Http;
using Temper.Exporter.Settings;
using Temper.Exporter.Web;

namespace Temper.Exporter;

/// <summary>
/// Asks a running temper-exporter on this machine whether it serves (<c>--healthcheck</c>), for the health checks of
/// containers, which may contain no other program.
/// </summary>
internal sealed class HealthCheck(TextWriter output, TextWriter error, TimeProvider time)
{
    internal static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    /// <summary>Asks at each address that an exporter with these options listens on, and prints one line.</summary>
    /// <returns>The exit status.</returns>
    public async Task<int> RunAsync(ExporterOptions options)
    {
        if (options.Listen.Any(address => address.Port == 0))
        {
            const string AnyPort = "--healthcheck needs the port that the exporter listens on, rather than 0";
            return await FailAsync(AnyPort, ExitCode.Usage);
        }

        WebConfig? web;
        try
        {
            web = options.WebConfigFile is { } file ? WebConfigFile.Read(file) : null;
        }
        catch (FormatException e)
        {
            return await FailAsync($"--web.config.file: {e.Message}", ExitCode.Usage);
        }

        var faults = await Task.WhenAll(options.Listen.Select(address => FaultAsync(address, web)));
        if (faults.FirstOrDefault(fault => fault is not null) is { } found)
        {
            return await FailAsync($"not healthy: {found}", ExitCode.Failure);
        }

        await output.WriteLineAsync("healthy");
        return ExitCode.Success;
    }

    private async Task<int> FailAsync(string message, int exitCode)
    {
        await error.WriteLineAsync(ErrorLine.Of("temper-exporter", message));
        return exitCode;
    }

    private async Task<string?> FaultAsync(ListenAddress address, WebConfig? web)
    {
        using var deadline = new CancellationTokenSource(Timeout, time);
        try
        {
            // The lookup of a host name cannot be cancelled.
            var server = await Task.Run(() => ServerAt(address.Resolve()), CancellationToken.None)
                .WaitAsync(deadline.Token);
            if (!ListenSocket.IsHere(server.Address))
            {
                return $"{server}: no interface has this address";
            }

            var fault = web is null
                ? await new HealthProbe(server).FaultAsync(deadline.Token)
                : await new ClientProbe(server, web.Tls).FaultAsync(deadline.Token);
            return fault is not null && deadline.IsCancellationRequested ? Late(server.ToString()) : fault;
        }
        catch (OperationCanceledException)
        {
            return Late(address.ToString());
        }
        catch (SocketException e)
        {
            return $"{address}: {SocketProblem.Of(e)}";
        }
    }

    private static string Late(string address) => $"{address}: no answer within {Timeout.TotalSeconds:0} s";

    // A client reaches a server that listens on all addresses over loopback.
    private static IPEndPoint ServerAt(ListenAddress listened)
    {
        var address =
            listened.Address.Equals(IPAddress.Any) ? IPAddress.Loopback
            : !listened.Address.Equals(IPAddress.IPv6Any) ? listened.Address
            : ListenSocket.IsV6Only(listened) ? IPAddress.IPv6Loopback
            : IPAddress.Loopback;
        return new IPEndPoint(address, listened.Port);
    }
}
