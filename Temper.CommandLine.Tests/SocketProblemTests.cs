using System.Net.Sockets;

namespace Temper.CommandLine.Tests;

/// <summary>Network errors as a user reads them.</summary>
public sealed class SocketProblemTests
{
    [TestCase(SocketError.HostNotFound, "unknown host name")]
    [TestCase(SocketError.NoData, "unknown host name")]
    [TestCase(SocketError.TryAgain, "cannot look up the host name; check DNS")]
    public void A_lookup_that_fails_is_called_that(SocketError error, string expected) =>
        SocketProblem.Of(new SocketException((int)error)).Should().Be(expected);

    [Test]
    [Platform("Linux", Reason = "words of the system")]
    public void Other_problems_have_the_words_of_the_system() =>
        SocketProblem.Of(new SocketException((int)SocketError.ConnectionRefused)).Should().Be("Connection refused");
}
