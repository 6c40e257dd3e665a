using System.Reflection;
using NetArchTest.Rules;
using Temper.Devices;
using Temper.Testing;

namespace Temper.Architecture.Tests;

/// <summary>
/// Which room of Temper.Devices each compiled type is in: the folder of its source file, which the debug symbols name.
/// Several rooms share a namespace, so the namespace alone does not say.
/// </summary>
internal static class LibraryRooms
{
    /// <summary>The room of the public front door: the library's own folder.</summary>
    public const string FrontDoor = "";

    private const string Library = "Temper.Devices";

    private static readonly Dictionary<string, string> Files = Directory
        .GetFiles(Path.Combine(SourceTree.Root, Library), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file));

    /// <summary>The room of each type, by full name; null if neither its file nor its namespace shows it.</summary>
    public static IReadOnlyDictionary<string, string?> ByType { get; } =
        Types().GetTypes().ToDictionary(type => type.FullName, RoomOf);

    public static Assembly Assembly => typeof(TemperDevices).Assembly;

    public static Types Types() => NetArchTest.Rules.Types.InAssembly(Assembly);

    /// <summary>The types of a room, or with <c>Captures/Capture*</c> those of them whose name begins so.</summary>
    public static PredicateList In(string pattern)
    {
        var room = pattern.Split('/')[0];
        var prefix = pattern.Contains('/', StringComparison.Ordinal) ? pattern.Split('/')[1].TrimEnd('*') : "";
        return Types()
            .That()
            .MeetCustomRule(type =>
                ByType.GetValueOrDefault(type.FullName) == room
                && Outermost(type.FullName).Split('.')[^1].StartsWith(prefix, StringComparison.Ordinal)
            );
    }

    /// <summary>The full names of a room's types.</summary>
    public static IEnumerable<string> NamesIn(string room) =>
        ByType.Where(type => type.Value == room).Select(type => type.Key);

    private static string? RoomOf(IType type)
    {
        // Interfaces, enums and other types without code have no place in the debug symbols, and the place of a partial
        // class may be generated code. They have a file of their own name, or they are in a namespace of one room.
        var name = Outermost(type.FullName);
        var file = type.SourceFilePath;
        if (file is null || IsGenerated(file))
        {
            file = Files.GetValueOrDefault(name.Split('.')[^1].Split('`')[0]);
        }

        if (file is not null)
        {
            var folders = Path.GetDirectoryName(file)!.Replace('\\', '/').Split('/');
            return folders.Skip(Array.LastIndexOf(folders, Library) + 1).FirstOrDefault(FrontDoor);
        }

        return name.Split('.') is ["Temper", "Devices", var room, _, ..] ? room : null;
    }

    private static bool IsGenerated(string file) => file.Replace('\\', '/').Contains("/obj/", StringComparison.Ordinal);

    private static string Outermost(string fullName) => fullName.Split('/')[0];
}
