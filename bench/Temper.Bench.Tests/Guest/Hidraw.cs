using Temper.Testing;

namespace Temper.Bench.Tests.Guest;

/// <summary>The kernel's view of what is plugged in.</summary>
internal static class Hidraw
{
    private const string Class = "/sys/class/hidraw";

    /// <summary>Nodes of all interfaces, in order.</summary>
    public static Task<IReadOnlyList<string>> NodesAsync() => NodesAsync(_ => true);

    /// <summary>Nodes of the interfaces with that number: 0 is the keyboard, 1 the data.</summary>
    public static Task<IReadOnlyList<string>> NodesAsync(int interfaceNumber) =>
        NodesAsync(physical => physical.EndsWith($"/input{interfaceNumber}", StringComparison.Ordinal));

    /// <summary>Waits until that many devices are there, and udev has set the modes of their nodes.</summary>
    public static async Task WaitForAsync(int devices)
    {
        await Until.TrueAsync(async () => (await NodesAsync()).Count == 2 * devices, $"{devices} sticks");
        await Programs.OutputOfAsync("udevadm", "settle");
    }

    private static async Task<IReadOnlyList<string>> NodesAsync(Func<string, bool> isWanted)
    {
        var nodes = new List<string>();
        foreach (var entry in Directory.GetFileSystemEntries(Class).Order(StringComparer.Ordinal))
        {
            if (isWanted(await PhysicalPathOfAsync(entry)))
            {
                nodes.Add($"/dev/{Path.GetFileName(entry)}");
            }
        }

        return nodes;
    }

    private static async Task<string> PhysicalPathOfAsync(string entry)
    {
        try
        {
            const string Key = "HID_PHYS=";
            var lines = await File.ReadAllLinesAsync($"{entry}/device/uevent");
            return lines.FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal))?[Key.Length..] ?? "";
        }
        catch (IOException)
        {
            return ""; // unplugged meanwhile
        }
    }
}
