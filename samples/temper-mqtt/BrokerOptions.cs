using System.Security.Cryptography.X509Certificates;

namespace Temper.Mqtt;

/// <summary>Which broker to connect to, and how.</summary>
/// <param name="Address">The broker.</param>
/// <param name="User">The user to log in as, or <see langword="null"/> to connect without a name.</param>
/// <param name="Password">The user's password, if there is one.</param>
/// <param name="Authorities">The only authorities to trust; <see langword="null"/> for those of the system.</param>
internal sealed record BrokerOptions(
    BrokerAddress Address,
    string? User = null,
    byte[]? Password = null,
    X509Certificate2Collection? Authorities = null
)
{
    /// <summary>Whether the password crosses a network that others may listen to.</summary>
    public bool ExposesPassword => Password is not null && !Address.UsesTls && !Address.IsLocal;
}
