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
        options.Sticks.DeviceTimeout.Should().Be(TimeSpan.FromSeconds(0.5));
        options.Sticks.Simulation.Should().Be("demo");
        options.Sticks.DerivesDewPoint.Should().BeTrue();
    }

    [Test]
    public void Values_of_a_flag_that_may_be_repeated_stand_side_by_side()
    {
        _environment["TEMPER_WEB_LISTEN_ADDRESS"] = "127.0.0.1:1  [::1]:2";

        Parse().Listen.Should().Equal(new ListenAddress(IPAddress.Loopback, 1), new ListenAddress(IPAddress.IPv6Loopback, 2));
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
        _environment["TEMPER_CALIBRATION"] = " ";

        var options = Parse();

        options.Listen.Single().Port.Should().Be(9204);
        options.Sticks.CalibrationFile.Should().BeNull();
    }

    [Test]
    public void A_variable_that_cannot_be_used_is_named()
    {
        _environment["TEMPER_BIND_PORT"] = "x";

        FluentActions.Invoking(() => Parse()).Should().Throw<FormatException>()
            .WithMessage("TEMPER_BIND_PORT: --bind-port: 'x' is not a port, 0 to 65535");
    }

    [Test]
    public void A_variable_and_a_flag_may_not_contradict_each_other()
    {
        _environment["TEMPER_DEVICE_INCLUDE"] = "a";
        var commandLine = new ExporterCommandLine();

        commandLine.Parse(["--device-exclude", "b"], Get).Errors.Should().ContainSingle();
    }

    private ExporterOptions Parse(params string[] args)
    {
        var commandLine = new ExporterCommandLine();
        return commandLine.OptionsOf(commandLine.Parse(args, Get));
    }

    private string? Get(string name) => _environment.GetValueOrDefault(name);
}
