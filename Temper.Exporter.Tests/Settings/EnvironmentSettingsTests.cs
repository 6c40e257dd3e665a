using System.Net;
using Temper.Exporter.Settings;

namespace Temper.Exporter.Tests.Settings;

public sealed class EnvironmentSettingsTests
{
    private readonly Dictionary<string, string> _environment = [];

    [Test]
    public void A_variable_stands_for_a_flag()
    {
        _environment["TEMPER_WEB_TELEMETRY_PATH"] = "/temper";
        _environment["TEMPER_DEVICE_TIMEOUT"] = " 0.5 ";
        _environment["TEMPER_SIMULATE"] = "demo";
        _environment["TEMPER_DEW_POINT"] = "true";

        var options = Parse();

        options.TelemetryPath.Should().Be("/temper");
        options.Devices.DeviceTimeout.Should().Be(TimeSpan.FromSeconds(0.5));
        options.Devices.Simulation.Should().Be("demo");
        options.Devices.IncludeDewPoint.Should().BeTrue();
    }

    [Test]
    public void Values_of_a_flag_that_may_be_repeated_stand_side_by_side()
    {
        _environment["TEMPER_WEB_LISTEN_ADDRESS"] = "127.0.0.1:1  [::1]:2";

        Parse()
            .Listen.Should()
            .Equal(new ListenAddress(IPAddress.Loopback, 1), new ListenAddress(IPAddress.IPv6Loopback, 2));
    }

    [Test]
    public void The_flag_wins()
    {
        _environment["TEMPER_BIND_PORT"] = "1";

        Parse("--bind-port", "2").Listen.Single().Port.Should().Be(2);
    }

    [Test]
    public void An_empty_variable_is_none()
    {
        _environment["TEMPER_BIND_PORT"] = "";
        _environment["TEMPER_CONFIG"] = " ";

        var options = Parse();

        options.Listen.Single().Port.Should().Be(9204);
        options.Devices.ConfigFile.Should().BeNull();
    }

    [Test]
    public void A_variable_that_cannot_be_used_is_named()
    {
        _environment["TEMPER_BIND_PORT"] = "x";

        FluentActions
            .Invoking(() => Parse())
            .Should()
            .Throw<FormatException>()
            .WithMessage("TEMPER_BIND_PORT: --bind-port: 'x' is not a port from 0 to 65535");
    }

    [Test]
    public void The_flag_wins_against_a_variable_that_contradicts_it()
    {
        _environment["TEMPER_DEVICE_INCLUDE"] = "a";
        _environment["TEMPER_BIND_PORT"] = "1";

        var options = Parse("--device-exclude", "b", "--web.listen-address", ":2");

        options.Filter.Should().NotBeNull();
        options.Listen.Should().Equal(new ListenAddress(IPAddress.IPv6Any, 2));
    }

    [Test]
    public void Two_variables_may_not_contradict_each_other()
    {
        _environment["TEMPER_DEVICE_INCLUDE"] = "a";
        _environment["TEMPER_DEVICE_EXCLUDE"] = "b";

        new ExporterCommandLine().Parse([], Get).Errors.Should().ContainSingle();
    }

    [TestCase("1", true)]
    [TestCase("yes", true)]
    [TestCase("TRUE", true)]
    [TestCase("0", false)]
    [TestCase("no", false)]
    [TestCase("false", false)]
    public void A_flag_without_a_value_is_a_word_for_yes_or_no(string value, bool expected)
    {
        _environment["TEMPER_DEW_POINT"] = value;
        _environment["TEMPER_SIMULATE"] = value;

        var options = Parse();

        options.Devices.IncludeDewPoint.Should().Be(expected);
        (options.Devices.IsSimulated, options.Devices.Simulation).Should().Be((expected, null));
    }

    [Test]
    public void A_word_that_is_neither_is_refused()
    {
        _environment["TEMPER_DEW_POINT"] = "maybe";

        FluentActions
            .Invoking(() => Parse())
            .Should()
            .Throw<FormatException>()
            .WithMessage("TEMPER_DEW_POINT: 'maybe' is not one of 1, 0, yes, no, true, false, on, off");
    }

    [Test]
    public void Variables_that_are_not_known_are_named_with_the_nearest()
    {
        _environment["TEMPER_BIND_PROT"] = "1";
        _environment["TEMPER_COLOUR"] = "red";
        _environment["TEMPER_CALIBRATION"] = "/etc/temper.json";
        _environment["TEMPER_BIND_PORT"] = "1";
        _environment["TEMPER_PORT"] = "tcp://10.0.0.1:9204"; // as Kubernetes sets them for a service named temper
        _environment["TEMPER_SERVICE_HOST"] = "10.0.0.1";
        _environment["TEMPER_PORT_9204_TCP_PROTO"] = "tcp";

        new ExporterCommandLine()
            .UnknownVariables(_environment)
            .Should()
            .Equal(
                "unknown environment variable 'TEMPER_BIND_PROT'; did you mean TEMPER_BIND_PORT?",
                "unknown environment variable 'TEMPER_CALIBRATION'; did you mean TEMPER_CONFIG?",
                "unknown environment variable 'TEMPER_COLOUR'; each flag in --help has one"
            );
    }

    private ExporterOptions Parse(params string[] args)
    {
        var commandLine = new ExporterCommandLine();
        return commandLine.OptionsOf(commandLine.Parse(args, Get));
    }

    private string? Get(string name) => _environment.GetValueOrDefault(name);
}
