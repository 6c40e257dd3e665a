using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Temper.Exporter.Web;

/// <summary>
/// Verifies one password at a time, because that takes a processor for a tenth of a second or more. Few requests of a
/// client may wait, and few of all clients, so that a flood of wrong passwords neither takes all processors nor keeps
/// other clients out.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore has no wait handle to dispose of.")]
internal sealed class PasswordQueue
{
    /// <summary>How many requests may wait or be verified.</summary>
    public const int Limit = 32;

    /// <summary>How many of them may come from one client.</summary>
    public const int ClientLimit = 2;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<IPAddress, int> _waiting = [];

    /// <summary>Verifies a password when it is its turn.</summary>
    /// <returns>The result, or <see langword="null"/> if too many requests wait already.</returns>
    public async Task<bool?> VerifyAsync(IPAddress client, Func<bool> verify, CancellationToken cancellationToken)
    {
        var origin = OriginOf(client);
        if (!TryEnter(origin))
        {
            return null;
        }

        try
        {
            await _turn.WaitAsync(cancellationToken);
            try
            {
                return await Task.Run(verify, CancellationToken.None);
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            Leave(origin);
        }
    }

    // A host has at least a whole /64 of IPv6 addresses.
    private static IPAddress OriginOf(IPAddress client)
    {
        if (client.IsIPv4MappedToIPv6)
        {
            return client.MapToIPv4();
        }

        if (client.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return client;
        }

        var bytes = client.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private bool TryEnter(IPAddress origin)
    {
        lock (_waiting)
        {
            var ofClient = _waiting.GetValueOrDefault(origin);
            if (ofClient >= ClientLimit || _waiting.Values.Sum() >= Limit)
            {
                return false;
            }

            _waiting[origin] = ofClient + 1;
            return true;
        }
    }

    private void Leave(IPAddress origin)
    {
        lock (_waiting)
        {
            if (--_waiting[origin] == 0)
            {
                _waiting.Remove(origin);
            }
        }
    }
}
