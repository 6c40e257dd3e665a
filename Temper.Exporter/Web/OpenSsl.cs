using System.Runtime.InteropServices;

namespace Temper.Exporter.Web;

/// <summary>
/// Looks for OpenSSL, which .NET uses for TLS and hashes on Linux. Without it, the first use would end the process.
/// </summary>
internal static class OpenSsl
{
    // As the runtime itself looks for it, newest first.
    private static readonly string[] Names = ["libssl.so.4", "libssl.so.3", "libssl.so.1.1", "libssl.so"];

    /// <summary>Checks that it is installed.</summary>
    /// <exception cref="FormatException">It is not; the message is one line.</exception>
    public static void Check()
    {
        if (OperatingSystem.IsLinux() && !Names.Any(name => NativeLibrary.TryLoad(name, out _)))
        {
            throw new FormatException(
                "tls_server_config and basic_auth_users need OpenSSL; install it (Debian: libssl3)"
            );
        }
    }
}
