using System.Net;
using System.Net.Sockets;
using Temper.CommandLine;
using Temper.Exporter.Hosting;
using Temper.Exporter.Http;
using Temper.Exporter.Settings;

namespace Temper.Exporter;

/// <summary>
/// Asks a running temper-exporter on this machine whether it serves (<c>--healthcheck</c>), for the health checks of
/// containers, which may contain no other program.
/// </summary>
internal sealed class HealthCheck(TextWriter output, TextWriter error, TimeProvider time)
{
    internal static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    /// <summary>Asks at each address that an exporter with these flags listens on, and prints one line.</summary>
    /// <returns>The exit status.</returns>
    public async Task<int> RunAsync(IReadOnlyList<ListenAddress> addresses)
    {
        if (addresses.Any(address => address.Port == 0))
        {
            const string AnyPort = "--healthcheck needs the port that the exporter listens on, rather than 0";
            await error.WriteLineAsync(ErrorLine.Of("temper-exporter", AnyPort));
            return ExitCode.Usage;
        }

        var faults = await Task.WhenAll(addresses.Select(FaultAsync));
        if (faults.FirstOrDefault(fault => fault is not null) is { } found)
        {
            await error.WriteLineAsync(ErrorLine.Of("temper-exporter", $"not healthy: {found}"));
            return ExitCode.Failure;
        }

        await output.WriteLineAsync("healthy");
        return ExitCode.Success;
    }

    private async Task<string?> FaultAsync(ListenAddress address)
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

            var fault = await new HealthProbe(server).FaultAsync(deadline.Token);
            return fault is not null && deadline.IsCancellationRequested ? Late(server.ToString()) : fault;
        }
        catch (OperationCanceledException)
        {
            return Late(address.ToString());
        }
        catch (SocketException e)
        {
            return $"{address}: {e.Message}";
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
