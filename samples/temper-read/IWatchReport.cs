using Temper.Devices;

namespace Temper.Read;

/// <summary>The output of --watch.</summary>
internal interface IWatchReport
{
    /// <summary>The text before the first snapshot.</summary>
    string Beginning { get; }

    /// <summary>The text after the last snapshot, also if an error or Ctrl-C ends the program.</summary>
    string Ending { get; }

    /// <summary>Whether the text of a snapshot includes failed devices, which otherwise go to standard error.</summary>
    bool IncludesFailures { get; }

    /// <summary>Returns the text of a snapshot.</summary>
    string TextOf(TemperSnapshot snapshot);
}
