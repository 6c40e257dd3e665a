using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Temper.Testing;

namespace Temper.Devices.Tests;

/// <summary>
/// Who may know what (docs/adr/0002): read from the sources, where a wrong word is a wrong dependency.
/// </summary>
public sealed partial class RoomsTests
{
    private const string InputOutput = @"Stream|File|Directory|Path|Socket|Console|Environment";
    private const string ClocksAndThreads =
        @"TimeProvider|DateTime|DateTimeOffset|Stopwatch|Thread|Task|Monitor|Interlocked|Timer";
    private const string Logging = @"ILogger|ILoggerFactory|LoggerMessage";
    private const string OtherRooms = @"Temper\.Devices\.";

    private static readonly string Root = SourceTree.Root;

    private const string Pure = $"{InputOutput}|{ClocksAndThreads}|{Logging}";
    private const string WhichTransport = @"Hidraw\w*|Tty\w*|Sysfs\w*|Errno";

    [TestCase("Temper.Devices/Readings", $"{Pure}|{OtherRooms}(Errors|Protocol|Transport)")]
    [TestCase("Temper.Devices/Errors", $"{Pure}|{OtherRooms}(Readings|Protocol|Transport)")]
    [TestCase("Temper.Devices/Codecs", $"{Pure}|{OtherRooms}(Transport|Sessions|Sets)")]
    [TestCase("Temper.Devices/Catalogue", $"{Pure}|{OtherRooms}(Transport|Sessions|Sets)")]
    [TestCase("Temper.Devices/Protocol", $"{Pure}|{OtherRooms}(Transport|Sessions|Sets)")]
    [TestCase("Temper.Devices/Captures/Capture*.cs", $"{Pure}|{OtherRooms}(Errors|Transport|Sessions|Sets)")]
    [TestCase("Temper.Devices/Sessions", $"{InputOutput}|{Logging}|{WhichTransport}|{OtherRooms}Sets")]
    [TestCase("Temper.Devices/Sets", $"{InputOutput}|{WhichTransport}")]
    [TestCase("Temper.Devices/Transport", $"{OtherRooms}(Readings|Protocol)|Quantity|Firmware\\w*|Codec|Celsius")]
    [TestCase("Temper.Exporter", @"hidraw|Hidraw\w*|Queries|ITransportConnection|ReadOnlySpan<byte> report")]
    [TestCase(
        "Temper.CommandLine",
        @"hidraw|Hidraw\w*|Queries|ITransportConnection|ReadOnlySpan<byte> report|Temper\.(Exporter|Read)"
    )]
    [TestCase("samples", @"Hidraw\w*|Queries|ITransportConnection")]
    [TestCase("integrations", @"Hidraw\w*|Temper\.Read")]
    [TestCase("Temper.Emulator.Usb", @"Temper\.Exporter|Temper\.Read|Temper\.Devices\.Transport\.Hidraw")]
    [TestCase("Temper.Testing", @"Temper\.Exporter|Temper\.Read|Temper\.CommandLine")]
    [TestCase("Temper.Emulator", @"Temper\.Exporter|Temper\.Read|Temper\.Devices\.Transport\.Hidraw")]
    public void A_room_does_not_know_what_is_none_of_its_business(string room, string forbidden)
    {
        var word = new Regex($@"(?<![\w.])({forbidden})(?!\w)");
        var (folder, pattern) = room.EndsWith(".cs", StringComparison.Ordinal)
            ? (Path.GetDirectoryName(room)!, Path.GetFileName(room))
            : (room, "*.cs");
        var files = Directory
            .GetFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(file => !BuildOutput().IsMatch(file))
            .ToList();

        files.Should().NotBeEmpty();
        files
            .SelectMany(file => CodeOf(file).Select(line => (File: Path.GetRelativePath(Root, file), Line: line)))
            .Where(place => word.IsMatch(place.Line))
            .Should()
            .BeEmpty();
    }

    [Test]
    public void The_librarys_internals_are_shown_to_its_tests_only() =>
        typeof(TemperDevices)
            .Assembly.GetCustomAttributes(typeof(InternalsVisibleToAttribute), inherit: false)
            .Cast<InternalsVisibleToAttribute>()
            .Select(attribute => attribute.AssemblyName)
            .Should()
            .Equal("Temper.Devices.Tests");

    [Test]
    public void The_library_has_one_dependency_and_what_comes_with_it() =>
        typeof(TemperDevices)
            .Assembly.GetReferencedAssemblies()
            .Select(name => name.Name)
            .Where(name => !name!.StartsWith("System.", StringComparison.Ordinal))
            .Should()
            .BeEquivalentTo(
                "Microsoft.Extensions.Logging.Abstractions",
                "Microsoft.Extensions.DependencyInjection.Abstractions"
            );

    [Test]
    public void No_file_has_grown_a_second_idea() =>
        Directory
            .GetFiles(Root, "*.cs", SearchOption.AllDirectories)
            .Where(file => !BuildOutput().IsMatch(file))
            .Select(file => (File: Path.GetRelativePath(Root, file), Lines: File.ReadLines(file).Count()))
            .Should()
            .OnlyContain(file => file.Lines <= 260);

    private static IEnumerable<string> CodeOf(string file) =>
        File.ReadLines(file)
            .Where(line => !Comment().IsMatch(line))
            .Select(line => StringLiteral().Replace(line, "\"\""));

    [GeneratedRegex(@"^\s*//")]
    private static partial Regex Comment();

    [GeneratedRegex("\"(\\\\.|[^\"\\\\])*\"")]
    private static partial Regex StringLiteral();

    [GeneratedRegex(@"[/\\](bin|obj)[/\\]")]
    private static partial Regex BuildOutput();
}
