using System.Collections.Immutable;

namespace Temper.Emulator;

/// <summary>The kinds of stick that can be emulated: at least one of each family the library reads.</summary>
public static class StickModels
{
    public static ImmutableArray<StickModel> All { get; } = [.. FirstStickModels.All, .. LaterStickModels.All];

    /// <summary>The model with that firmware version, or <see langword="null"/>.</summary>
    public static StickModel? Find(string firmware) => All.FirstOrDefault(model => model.Firmware == firmware);
}
