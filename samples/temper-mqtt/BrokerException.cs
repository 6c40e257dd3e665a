using System.Net.Sockets;
using System.Security.Authentication;
using MQTTnet;
using MQTTnet.Exceptions;
using Temper.CommandLine;

namespace Temper.Mqtt;

/// <summary>The broker cannot be reached or used. The message is one line: what is wrong, and what to do.</summary>
internal sealed class BrokerException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The message when a connection ends that the program did not close.</summary>
    public const string ConnectionLost = "connection lost";

    /// <summary>Returns whether an exception is one that a connection to a broker may throw.</summary>
    public static bool IsCausedBy(Exception e) =>
        e
            is MqttCommunicationException
                or OperationCanceledException
                or SocketException
                or IOException
                or AuthenticationException
                or InvalidOperationException;

    /// <summary>Creates the exception for a failed connection or message.</summary>
    public static BrokerException Of(Exception e)
    {
        var causes = new List<Exception>();
        for (var cause = e; cause is not null; cause = cause.InnerException)
        {
            causes.Add(cause);
        }

        var message =
            causes.OfType<AuthenticationException>().LastOrDefault() is { } tls ? ProblemOf(tls)
            : causes.OfType<SocketException>().LastOrDefault() is { } socket ? SocketProblem.Of(socket)
            : e is MqttClientNotConnectedException ? ConnectionLost
            : e is MqttCommunicationTimedOutException or OperationCanceledException ? "timed out waiting for the broker"
            : causes[^1].Message.ReplaceLineEndings(" ");
        return new BrokerException(message, e);
    }

    /// <summary>Creates the exception for a connection that the broker refused.</summary>
    public static BrokerException Of(MqttClientConnectResult result) =>
        new(
            result.ResultCode switch
            {
                MqttClientConnectResultCode.BadUserNameOrPassword =>
                    "the broker refused the user or password; check --user and --password-file",
                MqttClientConnectResultCode.NotAuthorized =>
                    "the broker refused the connection: not authorized; check --user and --password-file",
                MqttClientConnectResultCode.ServerUnavailable => "the broker is unavailable",
                var code => $"the broker refused the connection: MQTT code {(int)code}",
            }
        );

    // The texts of .NET name its callbacks.
    private static string ProblemOf(AuthenticationException tls) =>
        tls.Message.Contains("certificate", StringComparison.OrdinalIgnoreCase)
            ? "TLS failed: the broker's certificate is not trusted, expired or for another name; "
                + "check --ca-file and the host in --broker"
            : "TLS failed; check that the broker has TLS at this port";
}
