using System.Net;
using Microsoft.Extensions.Time.Testing;
using Temper.Exporter.Web;

namespace Temper.Exporter.Tests.Web;

public sealed class PasswordsTests
{
    private static readonly IPAddress Client = IPAddress.Parse("192.0.2.1");
    private static readonly string Hash = BCrypt.Net.BCrypt.HashPassword("secret", workFactor: 4);

    private readonly PasswordQueue _queue = new();

    [TestCase("prom", "secret", true)]
    [TestCase("prom", "Secret", false)]
    [TestCase("prom", "", false)]
    [TestCase("prom", "secret\0", false)]
    [TestCase("prom", "\ufffd", false)]
    [TestCase("Prom", "secret", false)]
    [TestCase("", "secret", false)]
    public async Task A_user_needs_the_right_password(string user, string password, bool expected)
    {
        var passwords = Of(("prom", Hash));

        (await VerifyAsync(passwords, user, password)).Should().Be(expected);
        (await VerifyAsync(passwords, user, password)).Should().Be(expected);
    }

    [Test]
    public async Task A_password_that_was_right_is_not_verified_again()
    {
        var passwords = Of(("prom", Hash), ("other", Hash));
        await VerifyAsync(passwords, "prom", "secret");
        using var flood = new Flood(_queue, Client);

        (await VerifyAsync(passwords, "prom", "secret")).Should().BeTrue();
        (await VerifyAsync(passwords, "prom", "wrong")).Should().BeNull();
        (await VerifyAsync(passwords, "other", "secret")).Should().BeNull();
        (await VerifyAsync(passwords, "unknown", "secret")).Should().BeNull("an unknown user is verified too");
    }

    [Test]
    public async Task A_flood_of_one_client_does_not_keep_another_out()
    {
        using var flood = new Flood(_queue, Client);
        var other = _queue.VerifyAsync(IPAddress.Parse("192.0.2.2"), () => true, CancellationToken.None);
        other.IsCompleted.Should().BeFalse();

        flood.Dispose();

        (await other).Should().BeTrue();
    }

    [Test]
    public async Task Only_so_many_requests_wait_and_each_leaves()
    {
        using var turn = new ManualResetEventSlim();
        var waiting = Enumerable
            .Range(0, PasswordQueue.Limit)
            .Select(host => VerifyAsync(IPAddress.Parse($"192.0.2.{host}"), turn))
            .ToList();
        (await VerifyAsync(IPAddress.Parse("192.0.2.255"), turn)).Should().BeNull();

        turn.Set();
        await Task.WhenAll(waiting);

        (await VerifyAsync(IPAddress.Parse("192.0.2.255"), turn)).Should().BeTrue();
    }

    [TestCase("2001:db8::1", "2001:db8::ffff", true)]
    [TestCase("2001:db8::1", "2001:db8:0:1::1", false)]
    [TestCase("::ffff:192.0.2.1", "192.0.2.1", true)]
    [TestCase("::ffff:192.0.2.1", "::ffff:192.0.2.2", false)]
    public async Task Addresses_of_one_network_are_one_client(string flooding, string other, bool isSame)
    {
        using var flood = new Flood(_queue, IPAddress.Parse(flooding));

        var verified = _queue.VerifyAsync(IPAddress.Parse(other), () => true, CancellationToken.None);

        verified.IsCompleted.Should().Be(isSame);
        flood.Dispose();
        (await verified).Should().Be(isSame ? null : true);
    }

    [Test]
    public async Task A_client_that_disconnects_does_not_wait()
    {
        using var flood = new Flood(_queue, Client);
        using var disconnected = new CancellationTokenSource();
        var other = _queue.VerifyAsync(IPAddress.Parse("192.0.2.2"), () => true, disconnected.Token);

        await disconnected.CancelAsync();

        await FluentActions.Awaiting(() => other).Should().ThrowAsync<OperationCanceledException>();
    }

    [Test]
    public void The_rate_limit_allows_a_burst_and_then_one_request_per_interval()
    {
        var time = new FakeTimeProvider();
        var bucket = new TokenBucket(new RateLimit(TimeSpan.FromSeconds(1), Burst: 2), time);
        Take(3).Should().Equal(true, true, false);

        time.Advance(TimeSpan.FromSeconds(1.5));
        Take(2).Should().Equal(true, false);
        time.Advance(TimeSpan.FromSeconds(0.5));
        Take(2).Should().Equal(true, false);
        time.Advance(TimeSpan.FromHours(1));
        Take(3).Should().Equal(true, true, false);

        List<bool> Take(int count) => [.. Enumerable.Range(0, count).Select(_ => bucket.TryTake())];
    }

    private Task<bool?> VerifyAsync(IPAddress client, ManualResetEventSlim turn) =>
        _queue.VerifyAsync(client, () => turn.Wait(TimeSpan.FromSeconds(60)), CancellationToken.None);

    private static Task<bool?> VerifyAsync(Passwords passwords, string user, string password) =>
        passwords.VerifyAsync(user, password, Client, CancellationToken.None).AsTask();

    private Passwords Of(params (string User, string Hash)[] users) =>
        new(users.ToDictionary(user => user.User, user => user.Hash), _queue);

    /// <summary>As many passwords of a client as may be verified, none of which ends.</summary>
    private sealed class Flood : IDisposable
    {
        private readonly TaskCompletionSource _end = new();

        public Flood(PasswordQueue queue, IPAddress client)
        {
            for (var request = 0; request < PasswordQueue.ClientLimit; request++)
            {
                _ = queue.VerifyAsync(client, () => _end.Task.Wait(TimeSpan.FromSeconds(60)), CancellationToken.None);
            }
        }

        public void Dispose() => _end.TrySetResult();
    }
}
