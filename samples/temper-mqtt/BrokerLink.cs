using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace Temper.Mqtt;

/// <summary>One connection to the broker, from its start until it is lost or closed.</summary>
internal sealed class BrokerLink : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(30); // the broker waits 1.5 times as long

    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly CancellationTokenSource _lost = new();
    private readonly Topics _topics;
    private readonly Inbox _inbox;

    private BrokerLink(Topics topics, Inbox inbox)
    {
        (_topics, _inbox) = (topics, inbox);
        _client.DisconnectedAsync += _ => _lost.CancelAsync();
        _client.ApplicationMessageReceivedAsync += message =>
        {
            Receive(message.ApplicationMessage);
            return Task.CompletedTask;
        };
    }

    /// <summary>Cancelled when the connection is lost.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Connects, with a last will, and subscribes.</summary>
    /// <exception cref="BrokerException">The broker cannot be reached, or refuses the connection.</exception>
    public static async Task<BrokerLink> ConnectAsync(
        BrokerOptions broker,
        Topics topics,
        Inbox inbox,
        CancellationToken stop
    )
    {
        var link = new BrokerLink(topics, inbox);
        try
        {
            await link.ConnectAsync(OptionsFor(broker, topics), stop);
            return link;
        }
        catch
        {
            link.Dispose();
            throw;
        }
    }

    /// <summary>Publishes a retained message, and waits until the broker has it.</summary>
    /// <exception cref="BrokerException">The connection is lost, or the broker does not answer.</exception>
    public Task PublishAsync(string topic, string payload, CancellationToken stop) =>
        TryAsync(
            token =>
                _client.PublishStringAsync(topic, payload, MqttQualityOfServiceLevel.AtLeastOnce, retain: true, token),
            stop
        );

    /// <summary>Closes the connection without the last will.</summary>
    /// <exception cref="BrokerException">The connection is lost.</exception>
    public Task CloseAsync(CancellationToken stop) =>
        TryAsync(token => _client.DisconnectAsync(new MqttClientDisconnectOptions(), token), stop);

    public void Dispose() => _client.Dispose(); // the event after it still uses the token source

    private static MqttClientOptions OptionsFor(BrokerOptions broker, Topics topics)
    {
        var builder = new MqttClientOptionsBuilder()
            .WithProtocolVersion(MqttProtocolVersion.V311) // every broker has it, and nothing of version 5 is used
            .WithTcpServer(broker.Address.Host, broker.Address.Port)
            .WithClientId(topics.ClientId)
            .WithCleanSession()
            .WithKeepAlivePeriod(KeepAlive)
            .WithTimeout(Timeout)
            .WithWillTopic(topics.Status)
            .WithWillPayload(KnownDevice.Offline)
            .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .WithWillRetain();
        if (broker.User is { } user)
        {
            builder.WithCredentials(user, broker.Password);
        }

        if (broker.Address.UsesTls)
        {
            builder.WithTlsOptions(tls =>
            {
                tls.UseTls()
                    .WithTargetHost(broker.Address.Host)
                    .WithSslProtocols(SslProtocols.None) // what the system allows
                    .WithRevocationMode(X509RevocationMode.NoCheck); // private authorities have no lists
                if (broker.Authorities is { } authorities)
                {
                    tls.WithTrustChain(authorities);
                }
            });
        }

        return builder.Build();
    }

    private Task ConnectAsync(MqttClientOptions options, CancellationToken stop) =>
        TryAsync(
            async token =>
            {
                var result = await _client.ConnectAsync(options, token);
                if (result.ResultCode != MqttClientConnectResultCode.Success)
                {
                    throw BrokerException.Of(result);
                }

                await _client.SubscribeAsync(_topics.HomeAssistantStatus, MqttQualityOfServiceLevel.AtLeastOnce, token);
                await _client.SubscribeAsync(_topics.AnyAvailability, MqttQualityOfServiceLevel.AtLeastOnce, token);
            },
            stop
        );

    private void Receive(MqttApplicationMessage message)
    {
        if (message.Topic == _topics.HomeAssistantStatus)
        {
            // A retained message is old: everything is published after connecting anyway.
            if (!message.Retain && message.ConvertPayloadToString() == KnownDevice.Online)
            {
                _inbox.RequestAnnouncement();
            }
        }
        else if (message.Retain && _topics.PortIdIn(message.Topic) is { } id)
        {
            _inbox.AddRemembered(id);
        }
    }

    private static async Task TryAsync(Func<CancellationToken, Task> use, CancellationToken stop)
    {
        try
        {
            await use(stop);
        }
        catch (Exception e) when (BrokerException.IsCausedBy(e))
        {
            stop.ThrowIfCancellationRequested(); // the client reports a cancelled wait as a timeout
            throw BrokerException.Of(e);
        }
    }
}
