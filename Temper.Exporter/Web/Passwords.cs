using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using BCrypt.Net;
using Bcrypt = BCrypt.Net.BCrypt;

namespace Temper.Exporter.Web;

/// <summary>
/// Verifies passwords against bcrypt hashes. The last password that was right is remembered for each user, so that
/// scrapes do not pay for bcrypt each time. Wrong ones are not remembered, so they displace nothing.
/// </summary>
/// <param name="hashes">The bcrypt hash of each user; at least one.</param>
/// <param name="queue">Bounds the work.</param>
internal sealed class Passwords(IReadOnlyDictionary<string, string> hashes, PasswordQueue queue)
{
    private const int DigestBytes = 32;

    // Matches no password that is known. The costs of the hashes come before it.
    private static readonly string Unmatched = new('.', 53);

    // A new key for each process, so that what is remembered is of no use to a reader of a memory dump elsewhere.
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(DigestBytes);
    private readonly ConcurrentDictionary<string, byte[]> _remembered = new();

    /// <summary>Verifies the password of a user. An unknown user takes as long as a known one.</summary>
    /// <param name="user">The name that the client sent.</param>
    /// <param name="password">The password that the client sent.</param>
    /// <param name="client">The address of the client.</param>
    /// <param name="cancellationToken">Ends the wait for its turn.</param>
    /// <returns>Whether it is right, or <see langword="null"/> if too many requests wait already.</returns>
    public async ValueTask<bool?> VerifyAsync(
        string user,
        string password,
        IPAddress client,
        CancellationToken cancellationToken
    )
    {
        var isKnown = hashes.TryGetValue(user, out var hash);
        hash ??= HashForUnknown(user);
        var digest = DigestOf(user, hash, password);
        if (
            isKnown
            && _remembered.TryGetValue(user, out var remembered)
            && CryptographicOperations.FixedTimeEquals(digest, remembered)
        )
        {
            return true;
        }

        var isRight = await queue.VerifyAsync(client, () => IsMatch(password, hash), cancellationToken);
        if (isRight == true && isKnown)
        {
            _remembered[user] = digest;
        }

        return isRight is null ? null : isRight.Value && isKnown;
    }

    private static bool IsMatch(string password, string hash)
    {
        try
        {
            return Bcrypt.Verify(password, hash);
        }
        catch (Exception e) when (e is SaltParseException or ArgumentException)
        {
            return false;
        }
    }

    // If the hashes have different costs, each unknown name always gets the cost of the same one of them.
    private string HashForUnknown(string user)
    {
        var index = BitConverter.ToUInt32(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(user))) % hashes.Count;
        var cost = hashes.Values.ElementAt((int)index).Split('$')[2];
        return $"$2b${cost}${Unmatched}";
    }

    private byte[] DigestOf(string user, string hash, string password)
    {
        var text = Encoding.UTF8.GetBytes($"{user.Length}:{user}{hash}{password}");
        return HMACSHA256.HashData(_key, text);
    }
}
