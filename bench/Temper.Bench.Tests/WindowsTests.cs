using System.Text.RegularExpressions;
using Temper.Bench.Tests.Guest;

namespace Temper.Bench.Tests;

/// <summary>
/// The same devices read by programs for Windows with HidSharp, in Wine, where bench/run was given their folder.
/// </summary>
public sealed partial class WindowsTests
{
    private const string Readings = "/metrics?name[]=temper_temperature_celsius&name[]=temper_humidity_rh";

    private static readonly string[] WithTime = ["--device-timeout", "60"];

    private static readonly string[] EveryKind =
    [
        "TEMPerF1.4",
        "TEMPer1F1.1",
        "TEMPerNTC F1.0NT",
        "TEMPerHumV1.0",
        "TEMPer1F_H1V1.5F",
        "TEMPerHumM12V1.0",
        "TEMPerHumM12V1.2",
        "TEMPerGold_V3.1",
        "TEMPerX_V3.3",
        "TEMPer2_V3.7",
        "TEMPerHUM_V3.8",
        "TEMPer2_V4.1",
        "TEMPerHUM_V4.1",
        "TEMPer1F_V4.1",
    ];

    [OneTimeSetUp]
    public static void Only_where_there_are_such_programs()
    {
        if (!WindowsPrograms.Exist)
        {
            Assert.Ignore("run without TEMPER_BENCH_WINDOWS_PROGRAMS");
        }
    }

    [Test]
    public async Task Every_kind_of_device_is_read_as_hidraw_reads_it()
    {
        await using var devices = await PluggedDevices.PlugAsync(EveryKind);
        await using var windows = await WindowsPrograms.StartAsync(EveryKind.Length);

        var overHidSharp = await windows.ReadAsync(["--csv", .. WithTime]);
        var overHidraw = await Programs.RunAsync(Programs.Reader(["--csv", .. WithTime]));

        await Figures.AddAsync("Every kind of device on Windows (Wine)", $"```\n{overHidSharp.Output}```");
        overHidSharp.ExitCode.Should().Be(0, overHidSharp.Error);
        overHidraw.ExitCode.Should().Be(0, overHidraw.Error);
        ValuesOf(overHidSharp).Should().NotBeEmpty().And.BeEquivalentTo(ValuesOf(overHidraw));
    }

    [Test]
    public async Task Only_data_interfaces_are_opened_for_reports()
    {
        await using var devices = await PluggedDevices.PlugAsync(PluggedDevices.Twin, PluggedDevices.Hygrometer);
        await using var windows = await WindowsPrograms.StartAsync(devices: 2);

        var opened = await windows.OpenedByReaderAsync(WithTime);

        opened
            .Where(open => open.ForReports)
            .Should()
            .HaveCount(2)
            .And.OnlyContain(open => open.Path.Contains("&mi_01#"));
        opened.Should().Contain(open => open.Path.Contains("&mi_00#"), "HidSharp asks every interface for its ids");
    }

    [Test]
    public async Task A_silent_device_costs_the_other_one_nothing_and_is_read_when_it_answers_again()
    {
        await using var devices = await PluggedDevices.PlugAsync(PluggedDevices.Twin, PluggedDevices.Hygrometer);
        await using var windows = await WindowsPrograms.StartAsync(devices: 2);
        string[] withLessTime = ["--device-timeout", "10"];

        await devices.TellAsync("fault 1 silent");
        var silent = await windows.ReadAsync(withLessTime);
        await devices.TellAsync("fault 1 none");
        var healed = await windows.ReadAsync(withLessTime);

        silent.ExitCode.Should().Be(1);
        silent.Output.Should().Contain("47.16 %RH").And.NotContain("21.63");
        silent.Error.Should().Contain("pid_7401").And.NotContain("pid_7402");
        healed.ExitCode.Should().Be(0, healed.Error);
        healed.Output.Should().Contain("47.16 %RH").And.Contain("21.63 °C");
    }

    [Test]
    public async Task The_exporter_serves_what_it_serves_over_hidraw_and_the_good_device_beside_a_silent_one()
    {
        await using var devices = await PluggedDevices.PlugAsync(PluggedDevices.Twin, PluggedDevices.Hygrometer);
        await using var windows = await WindowsPrograms.StartAsync(devices: 2);
        using var client = new HttpClient();
        client.BaseAddress = await windows.ServeAsync("--no-history", "--device-timeout", "30");
        client.Timeout = TimeSpan.FromMinutes(5);

        var overHidSharp = await client.GetStringAsync(Readings);
        await devices.TellAsync("fault 1 silent");
        var besideASilentOne = await client.GetStringAsync(Readings);
        await devices.TellAsync("fault 1 none");

        await using var exporter = await Exporter.StartAsync("--no-history");
        await exporter.WarmUpAsync(1, 2);
        var overHidraw = WithoutPort(await exporter.ReadingsAsync());
        overHidraw.Should().HaveCount(4).And.BeEquivalentTo(WithoutPort(overHidSharp));
        WithoutPort(besideASilentOne)
            .Should()
            .HaveCount(2)
            .And.OnlyContain(series => series.Contains("TEMPer1F_H1V1.5F"))
            .And.BeSubsetOf(overHidraw);
    }

    private static IReadOnlyList<string> WithoutPort(string exposition) =>
        [
            .. exposition
                .Split('\n')
                .Where(line => line.StartsWith("temper_", StringComparison.Ordinal))
                .Select(series => PortPath().Replace(series, "")),
        ];

    // Time and port path differ.
    private static IEnumerable<string> ValuesOf(Outcome read) =>
        read
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => string.Join(',', line.Split(',')[2..]));

    [GeneratedRegex("phy=\".*?\",")]
    private static partial Regex PortPath();
}
