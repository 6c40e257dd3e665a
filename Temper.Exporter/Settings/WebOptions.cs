using System.CommandLine;
using Temper.CommandLine;

namespace Temper.Exporter.Settings;

/// <summary>The flags for TLS, passwords and limits of the web server.</summary>
internal sealed class WebOptions
{
    private readonly Option<string?> _file = new("--web.config.file")
    {
        Description = "Serve with the TLS, users, headers and rate limit in a YAML file",
        HelpName = "FILE",
    };

    private readonly Option<bool> _check = new("--web.config.check")
    {
        Description = "Check the files that other flags name, print the result and exit",
    };

    public WebOptions() => _file.Validators.Add(OptionParsing.RejectFlags);

    /// <summary>Adds the flags to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_file);
        command.Options.Add(_check);
    }

    /// <summary>Returns the file, or <see langword="null"/> if none is given.</summary>
    public string? FileOf(ParseResult result) => result.GetValue(_file);

    /// <summary>Returns whether to check the files only.</summary>
    public bool IsCheck(ParseResult result) => result.GetValue(_check);
}
