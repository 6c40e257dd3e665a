using System.Net.Sockets;

namespace Temper.CommandLine;

/// <summary>What is wrong with a network connection, in words of its own where the system's would mislead.</summary>
public static class SocketProblem
{
    /// <summary>Returns one line, such as <c>Connection refused</c>.</summary>
    public static string Of(SocketException problem) =>
        problem.SocketErrorCode switch
        {
            SocketError.HostNotFound or SocketError.NoData => "unknown host name",
            // "Resource temporarily unavailable", says the system.
            SocketError.TryAgain or SocketError.NoRecovery => "cannot look up the host name; check DNS",
            _ => problem.Message.ReplaceLineEndings(" "),
        };
}
