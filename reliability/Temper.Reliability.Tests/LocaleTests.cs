using System.Globalization;
using System.Text.RegularExpressions;
using Temper.Exporter.Testing;
using Temper.Testing;

namespace Temper.Reliability.Tests;

/// <summary>Where numbers have commas and the capital of i is not I, the bytes are the same.</summary>
public sealed partial class LocaleTests
{
    private const string Variable = "LC_ALL";
    private const string Unchanging =
        "?name[]=temper_temperature_celsius&name[]=temper_humidity_rh"
        + "&name[]=temper_device_up&name[]=temper_device_info";

    private const string Readings = "/api/v1/readings";

    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);

    [TearDown]
    public void Restore() => Environment.SetEnvironmentVariable(Variable, _before);

    [TestCase("de_DE.UTF-8")]
    [TestCase("tr_TR.UTF-8")]
    public async Task The_programs_print_the_same_in_every_locale(string locale)
    {
        var expected = await EverythingSaidIn("C");

        var said = await EverythingSaidIn(locale);

        said.Should().Equal(expected);
        said.Should()
            .SatisfyRespectively(
                metrics => metrics.Should().Contain("} 21.625\n"),
                comma => comma.Should().StartWith("2 temper-exporter: ").And.Contain("0,5"),
                help => help.Should().StartWith("0 ").And.Contain("--simulate"),
                json => json.Should().StartWith("0 ").And.Contain("21.625"),
                csv => csv.Should().StartWith("0 ").And.Contain("21.63")
            );
    }

    [Test]
    public async Task A_host_with_a_culture_of_its_own_changes_nothing_either()
    {
        await using var exporter = await RunningExporter.StartAsync(
            DevicesAt.Transport(TimeProvider.System, DevicesAt.Twin("usb-1", "ff00fff0"), DevicesAt.Hygrometer("usb-2"))
        );
        var (metrics, json) = (await exporter.ScrapeAsync(Unchanging), await exporter.ScrapeAsync(Readings));

        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = Foreign();
        try
        {
            await using var abroad = await RunningExporter.StartAsync(
                DevicesAt.Transport(
                    TimeProvider.System,
                    DevicesAt.Twin("usb-1", "ff00fff0"),
                    DevicesAt.Hygrometer("usb-2")
                )
            );
            (-1.5).ToString((IFormatProvider?)null).Should().Be("~1,5");

            (await abroad.ScrapeAsync(Unchanging)).Should().Be(metrics).And.Contain("} -0.0625\n");
            Timeless(await abroad.ScrapeAsync(Readings)).Should().Be(Timeless(json)).And.Contain("-0.0625");
            Exposition.Parse(await abroad.ScrapeAsync()).DevicesRead().Should().Equal(1, 2);
        }
        finally
        {
            CultureInfo.DefaultThreadCurrentCulture = null;
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        }
    }

    private static async Task<string[]> EverythingSaidIn(string locale)
    {
        Environment.SetEnvironmentVariable(Variable, locale);
        using var exporter = await ExporterProcess.StartAsync("--simulate", "--device-timeout", "30.5");
        using var client = new HttpClient();
        var comma = await Programs.RunAsync(Programs.Exporter, "--device-timeout", "0,5");
        var help = await Programs.RunAsync(Programs.Exporter, "--help");
        var json = await Programs.RunAsync(Programs.Reader, "--simulate", "--json");
        var csv = await Programs.RunAsync(Programs.Reader, "--simulate", "--csv");
        return
        [
            await client.GetStringAsync(exporter.MetricsUri + Unchanging),
            $"{comma.ExitCode} {comma.Error}",
            $"{help.ExitCode} {help.Output}",
            Timeless($"{json.ExitCode} {json.Output}"),
            Timeless($"{csv.ExitCode} {csv.Output}"),
        ];
    }

    private static string Timeless(string text) => Time().Replace(text, "then");

    /// <summary>Unusual conventions: a decimal comma, and another minus sign.</summary>
    private static CultureInfo Foreign()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "~";
        return culture;
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)")]
    private static partial Regex Time();
}
