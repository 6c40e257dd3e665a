using Temper.CommandLine;

namespace Temper.Read;

/// <summary>What the command line asks for.</summary>
internal sealed record ReadOptions(StickSettings Sticks, bool AsList, bool AsJson);
