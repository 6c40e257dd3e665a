using Temper.CommandLine;
using Temper.Testing;

namespace Temper.Mqtt.Tests;

/// <summary>The command line, its errors and its documents.</summary>
public sealed class MqttProgramTests
{
    private static readonly Dictionary<string, string> NoVariables = [];

    private readonly PrintedText _output = new();
    private readonly PrintedText _error = new();

    [TestCase("", "missing --broker mqtt://HOST[:PORT]; see temper-mqtt --help")]
    [TestCase("--broker", "--broker: missing value; give --broker mqtt://HOST[:PORT]")]
    [TestCase("--broker host", "--broker: 'host' is not an address such as mqtt://broker or mqtts://broker:8883")]
    [TestCase("--broker http://host", "--broker: 'http://host' is not an address")]
    [TestCase("--broker mqtt://host/topic", "--broker: 'mqtt://host/topic' is not an address")]
    [TestCase("--broker mqtt://host --user x --password-file /no/file", "--password-file: cannot read '/no/file': no ")]
    [TestCase("--broker mqtt://host --user x --password-file /dev/null", "--password-file: /dev/null: the first line")]
    [TestCase("--broker mqtt://host --password-file x", "--password-file requires --user")]
    [TestCase("--broker mqtt://host --ca-file x", "--ca-file requires a broker with TLS: mqtts://host")]
    [TestCase("--broker mqtts://host --ca-file /dev/null", "--ca-file: /dev/null: no certificate found")]
    [TestCase("--broker mqtt://host --interval 0.5", "--interval: '0.5' is not a number of seconds from 1 to 86400")]
    [TestCase("--broker mqtt://host --topic-prefix a/#", "--topic-prefix: 'a/#' is not a topic")]
    [TestCase("--broker mqtt://host --topic-prefix $SYS", "--topic-prefix: '$SYS' is not a topic")]
    [TestCase("--broker mqtt://host --discovery-prefix /a", "--discovery-prefix: '/a' is not a topic")]
    [TestCase("--broker mqtt://host --config /no/file", "--config: cannot read '/no/file'")]
    [TestCase("--users x", "unknown flag '--users'; did you mean --user?")]
    public async Task An_invalid_command_line_is_one_line_and_exit_status_2(string line, string expected)
    {
        var args = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        (await RunAsync(NoVariables, args)).Should().Be(ExitCode.Usage);

        _output.ToString().Should().BeEmpty();
        _error.ToString().Should().StartWith($"temper-mqtt: {expected}").And.EndWith("\n");
        _error.ToString().Count(character => character == '\n').Should().Be(1);
    }

    [TestCase("mqtt://temper:secret@host")]
    [TestCase("mqtt://temper:sec#ret@host")]
    [TestCase("temper:secret@host")]
    public async Task A_password_in_the_address_is_refused_and_not_printed(string address)
    {
        (await RunAsync(new() { ["TEMPER_BROKER"] = address })).Should().Be(ExitCode.Usage);

        _error.ToString().Should().Contain("give --user and --password-file instead").And.NotContain("ret");
    }

    [TestCase("mqtt://broker", "broker", 1883, false)]
    [TestCase("mqtts://broker", "broker", 8883, true)]
    [TestCase("mqtt://192.0.2.1:2000/", "192.0.2.1", 2000, false)]
    [TestCase("mqtts://[2001:db8::1]:1", "2001:db8::1", 1, true)]
    public void An_address_has_a_host_a_port_and_perhaps_tls(string text, string host, int port, bool usesTls)
    {
        var address = BrokerAddress.Parse(text);

        address.Should().Be(new BrokerAddress(host, port, usesTls));
        BrokerAddress.Parse(address.ToString()).Should().Be(address);
    }

    [TestCase("mqtt://broker", true)]
    [TestCase("mqtts://broker", false)]
    [TestCase("mqtt://localhost", false)]
    [TestCase("mqtt://127.0.0.1", false)]
    [TestCase("mqtt://[::1]", false)]
    public void A_password_without_tls_is_exposed_unless_the_broker_is_here(string address, bool isExposed)
    {
        var options = new BrokerOptions(BrokerAddress.Parse(address), "temper", [1]);

        options.ExposesPassword.Should().Be(isExposed);
        (options with { Password = null }).ExposesPassword.Should().BeFalse();
    }

    [Test]
    public void The_wait_between_attempts_doubles_and_a_lasting_connection_resets_it()
    {
        var delay = new ReconnectDelay();

        Enumerable.Range(0, 6).Select(_ => delay.Next(TimeSpan.Zero).TotalSeconds).Should().Equal(1, 2, 4, 8, 10, 10);
        delay.Next(TimeSpan.FromSeconds(9)).TotalSeconds.Should().Be(10);
        delay.Next(TimeSpan.FromSeconds(10)).TotalSeconds.Should().Be(1);
        delay.Next(TimeSpan.Zero).TotalSeconds.Should().Be(2);
    }

    [Test]
    public async Task The_page_has_the_flags_and_exit_statuses_of_the_help()
    {
        (await RunAsync(NoVariables, "--help")).Should().Be(ExitCode.Success);
        var page = DocumentedFlags.Read("docs", "home-assistant.md");

        DocumentedFlags.InTables(page).Should().BeEquivalentTo(DocumentedFlags.InHelp(_output.ToString()));
        _output.ToString().Should().Contain("\nExamples:\n  temper-mqtt ").And.Contain("\nExit status:\n");
        foreach (var (status, _) in MqttHelp.Sections[^1].Rows)
        {
            page.Should().Contain($"| {status} | ");
        }
    }

    private Task<int> RunAsync(Dictionary<string, string> environment, params string[] args) =>
        MqttProgram.RunAsync(args, _output, _error, environment, CancellationToken.None);
}
