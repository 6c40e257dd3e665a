using System.Reflection;
using System.Runtime.CompilerServices;
using NetArchTest.Rules;

namespace Temper.Architecture.Tests;

/// <summary>Checks in the compiled types which room may use which other one (docs/adr/0002).</summary>
public sealed class RoomsTests
{
    private const string LinuxTransports = "Temper.Devices.Transport.Linux";
    private const string Bytes = "Temper.Devices.Transport.ITransportConnection";
    private const string BytesByName = @"hidraw|Hidraw\w*|System\.ReadOnlySpan`1<System\.Byte> report";

    // System.IO has exceptions too, which only say what went wrong. Iterators ask System.Environment for their thread.
    private static readonly string[] InputOutput =
    [
        "System.IO.Directory",
        "System.IO.DirectoryInfo",
        "System.IO.File",
        "System.IO.FileInfo",
        "System.IO.FileStream",
        "System.IO.Path",
        "System.IO.Pipes",
        "System.IO.Stream",
        "System.Net",
        "System.Console",
        "System.Environment",
        "System.Diagnostics.Process",
    ];

    private static readonly string[] ClocksAndThreads =
    [
        "System.DateTime",
        "System.DateTimeOffset",
        "System.Diagnostics.Stopwatch",
        "System.Threading",
        "System.TimeProvider",
        "System.Timers",
    ];

    private static readonly string[] Logging = ["Microsoft.Extensions.Logging"];

    private static readonly string[] Pure = [.. InputOutput, .. ClocksAndThreads, .. Logging];

    private static readonly string[] Decoding =
    [
        "Temper.Devices.Protocol",
        "Temper.Devices.Codecs",
        "Temper.Devices.Catalogue",
    ];

    private static readonly string[] Devices =
    [
        "Temper.Devices.Transport",
        "Temper.Devices.Sessions",
        "Temper.Devices.Sets",
    ];

    private static readonly string[] Readings = [.. LibraryRooms.NamesIn("Readings")];
    private static readonly string[] Errors = [.. LibraryRooms.NamesIn("Errors")];

    private static IEnumerable<TestCaseData> Rooms()
    {
        yield return Room("Readings", Pure, Errors, Decoding, Devices);
        yield return Room("Errors", Pure, Readings, Decoding, Devices);
        yield return Room("Codecs", Pure, Devices);
        yield return Room("Catalogue", Pure, Devices);
        yield return Room("Protocol", Pure, Devices);
        yield return Room("Captures/Capture*", Pure, Errors, Devices);
        yield return Room("Sessions", InputOutput, Logging, [LinuxTransports, "Temper.Devices.Sets"]);
        yield return Room("Sets", InputOutput, [LinuxTransports]);
        yield return Room("Transport", Readings, Decoding, ["Temper.Devices.Sessions", "Temper.Devices.Sets"]);

        static TestCaseData Room(string name, params string[][] forbidden) =>
            new TestCaseData(name, forbidden.SelectMany(names => names)).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Rooms))]
    public void A_room_does_not_use_what_is_forbidden_to_it(string room, IEnumerable<string> forbidden) =>
        Check(LibraryRooms.In(room).Should().NotHaveDependencyOnAny([.. forbidden]));

    [TestCase("temper-exporter", $"{Bytes}|{LinuxTransports}")]
    [TestCase("Temper.CommandLine", $"{Bytes}|{LinuxTransports}|Temper.Exporter|Temper.Read|Temper.Mqtt|MQTTnet")]
    [TestCase("temper-read", $"{Bytes}|{LinuxTransports}")]
    [TestCase("temper-mqtt", $"{Bytes}|{LinuxTransports}|Temper.Exporter|Temper.Read")]
    [TestCase("temper-worker", $"{Bytes}|{LinuxTransports}")]
    [TestCase("prometheus-net-app", $"{Bytes}|{LinuxTransports}")]
    [TestCase(
        "Temper.Devices.PrometheusNet",
        $"{Bytes}|{LinuxTransports}|Temper.Devices.Transport.ITransport|System.Net"
    )]
    [TestCase("Temper.Devices.HidSharp", $"{LinuxTransports}|Temper.Read")]
    [TestCase("Temper.Emulator", $"{LinuxTransports}|Temper.Exporter|Temper.Read")]
    [TestCase("temper-emulator", $"{LinuxTransports}|Temper.Exporter|Temper.Read")]
    [TestCase("Temper.Testing", "Temper.Exporter|Temper.Read|Temper.CommandLine")]
    public void A_project_does_not_use_what_is_forbidden_to_it(string assembly, string forbidden) =>
        Check(Types.InAssembly(Assembly.Load(assembly)).Should().NotHaveDependencyOnAny(forbidden.Split('|')));

    [Test]
    public void Transports_name_nothing_that_is_measured() =>
        Check(
            LibraryRooms.In("Transport").Should().MeetCustomRule(new NamesRule(@"Quantity|Firmware\w*|Codec|Celsius"))
        );

    [TestCase("temper-exporter")]
    [TestCase("Temper.CommandLine")]
    [TestCase("temper-read")]
    [TestCase("temper-mqtt")]
    public void Programs_name_neither_bytes_nor_a_transport(string assembly) =>
        Check(Types.InAssembly(Assembly.Load(assembly)).Should().MeetCustomRule(new NamesRule(BytesByName)));

    [Test]
    public void Every_type_of_the_library_has_a_room() =>
        LibraryRooms
            .ByType.Values.Distinct()
            .Should()
            .BeEquivalentTo(
                LibraryRooms.FrontDoor,
                "Captures",
                "Catalogue",
                "Codecs",
                "Errors",
                "Protocol",
                "Readings",
                "Sessions",
                "Sets",
                "Transport"
            );

    [Test]
    public void The_librarys_internals_are_shown_to_its_tests_only() =>
        LibraryRooms
            .Assembly.GetCustomAttributes<InternalsVisibleToAttribute>()
            .Select(attribute => attribute.AssemblyName)
            .Should()
            .Equal("Temper.Devices.Tests");

    [Test]
    public void The_library_has_one_dependency_and_what_comes_with_it() =>
        LibraryRooms
            .Assembly.GetReferencedAssemblies()
            .Select(name => name.Name)
            .Where(name => !name!.StartsWith("System.", StringComparison.Ordinal))
            .Should()
            .BeEquivalentTo(
                "Microsoft.Extensions.Logging.Abstractions",
                "Microsoft.Extensions.DependencyInjection.Abstractions"
            );

    private static void Check(ConditionList rule)
    {
        var result = rule.GetResult();

        result.SelectedTypesForTesting.Should().NotBeEmpty();
        string.Join('\n', result.FailingTypes.Select(type => $"{type.FullName}: {type.Explanation}"))
            .Should()
            .BeEmpty();
    }
}
