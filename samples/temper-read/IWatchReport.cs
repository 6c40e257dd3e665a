using Temper.Devices;

namespace Temper.Read;

/// <summary>The output of --watch.</summary>
internal interface IWatchReport
{
    /// <summary>The text before the first snapshot.</summary>
    string Beginning { get; }

    /// <summary>The text after the last snapshot, also if an error or Ctrl-C ends the program.</summary>
    string Ending { get; }

    /// <summary>Returns the text of a snapshot.</summary>
    string TextOf(TemperSnapshot snapshot);

    /// <summary>Returns what to print to standard error: one line for each failure that a person should see.</summary>
    string FailuresOf(TemperSnapshot snapshot) => ReadingReport.FailuresOf(snapshot);
}
