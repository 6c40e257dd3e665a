using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using MQTTnet;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace Temper.Mqtt.Tests;

/// <summary>A message that a client published.</summary>
internal sealed record Received(string Topic, string Payload, bool IsRetained, MqttQualityOfServiceLevel Qos);

/// <summary>A broker in this process, which can be stopped and started again at the same port.</summary>
internal sealed class TestBroker : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60); // how long a hang may hold up the tests

    private readonly Channel<Received> _received = Channel.CreateUnbounded<Received>();
    private readonly int _port = FreePort();
    private MqttServer? _server;

    /// <summary>What the broker answers to a client that connects.</summary>
    public MqttConnectReasonCode Answer { get; set; } = MqttConnectReasonCode.Success;

    public BrokerOptions Options => new(new BrokerAddress("127.0.0.1", _port, UsesTls: false));

    /// <summary>The retained messages, by topic.</summary>
    public ConcurrentDictionary<string, string> Retained { get; } = [];

    public async Task StartAsync()
    {
        _server = new MqttServerFactory().CreateMqttServer(
            new MqttServerOptionsBuilder()
                .WithDefaultEndpoint()
                .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
                .WithDefaultEndpointBoundIPV6Address(IPAddress.None)
                .WithDefaultEndpointPort(_port)
                .WithDefaultEndpointReuseAddress()
                .Build()
        );
        _server.ValidatingConnectionAsync += connection =>
        {
            connection.ReasonCode = Answer;
            return Task.CompletedTask;
        };
        _server.InterceptingPublishAsync += publish =>
        {
            Add(publish.ApplicationMessage);
            return Task.CompletedTask;
        };
        await _server.StartAsync();
    }

    public Task StopAsync() => _server!.StopAsync(new MqttServerStopOptions());

    /// <summary>Ends the connection of a client without its consent, as a network does.</summary>
    public Task DropAsync(string clientId) =>
        _server!.DisconnectClientAsync(clientId, new MqttServerClientDisconnectOptions());

    /// <summary>Publishes a message as another client.</summary>
    public Task PublishAsync(string topic, string payload, bool isRetained = false) =>
        _server!.InjectApplicationMessage(
            new InjectedMqttApplicationMessage(
                new MqttApplicationMessageBuilder()
                    .WithTopic(topic)
                    .WithPayload(payload)
                    .WithRetainFlag(isRetained)
                    .Build()
            )
            {
                SenderClientId = "other",
            },
            CancellationToken.None
        );

    /// <summary>Returns the next message with this topic and payload; messages before it are dropped.</summary>
    public async Task<Received> NextAsync(string topic, string? payload = null)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        while (true)
        {
            var message = await _received.Reader.ReadAsync(timeout.Token);
            if (message.Topic == topic && (payload ?? message.Payload) == message.Payload)
            {
                return message;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await StopAsync();
            _server.Dispose();
        }
    }

    private void Add(MqttApplicationMessage message)
    {
        var payload = Encoding.UTF8.GetString(message.Payload.ToArray());
        if (message.Retain)
        {
            Retained[message.Topic] = payload;
        }

        _received.Writer.TryWrite(new(message.Topic, payload, message.Retain, message.QualityOfServiceLevel));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
