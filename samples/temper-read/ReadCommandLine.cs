using System.CommandLine;
using Temper.CommandLine;

namespace Temper.Read;

/// <summary>The flags.</summary>
internal sealed class ReadCommandLine
{
    private readonly Option<bool> _list = new("--list")
    {
        Description = "List every stick, and why one cannot be read, instead of readings",
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "Print one JSON document",
    };

    private readonly StickOptions _sticks = new();

    private readonly RootCommand _root = new("Prints the readings of PCsensor TEMPer USB thermometers.");

    public ReadCommandLine()
    {
        _root.Options.Add(_list);
        _root.Options.Add(_json);
        _sticks.AddTo(_root);
        _root.SetAction(_ => ExitCode.Success);
    }

    public ParseResult Parse(IReadOnlyList<string> args) => _root.Parse(args);

    /// <summary>Whether the arguments ask for help or the version.</summary>
    public bool AsksForInformation(ParseResult result) => result.Action != _root.Action;

    public ReadOptions OptionsOf(ParseResult result)
        => new(_sticks.SettingsOf(result), result.GetValue(_list), result.GetValue(_json));
}
