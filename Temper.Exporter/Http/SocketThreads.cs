namespace Temper.Exporter.Http;

/// <summary>The threads of .NET that wait for sockets, on Linux and macOS: one for each processor.</summary>
internal static class SocketThreads
{
    // .NET reads it at the first asynchronous operation on a socket (SocketAsyncEngine).
    private const string Variable = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>
    /// Makes these threads handle the requests that arrive, rather than threads of the pool, unless the user has set
    /// the variable. A request that waited for a file there would hold up others.
    /// </summary>
    /// <remarks>Otherwise, each request would wake two threads of the pool, which then look for more work.</remarks>
    public static void HandleRequests()
    {
        if (Environment.GetEnvironmentVariable(Variable) is null)
        {
            Environment.SetEnvironmentVariable(Variable, "1");
        }
    }
}
