using Temper.Devices;

namespace Temper.Read;

/// <summary>How readings are printed that come again and again.</summary>
internal interface IWatchReport
{
    /// <summary>What comes before the first round.</summary>
    string Beginning { get; }

    /// <summary>What comes after the last round, also when an error or Ctrl-C ends it.</summary>
    string Ending { get; }

    /// <summary>Whether a round's text tells of failed devices too, so that they need no line elsewhere.</summary>
    bool TellsFailures { get; }

    string Round(TemperSnapshot snapshot);
}
