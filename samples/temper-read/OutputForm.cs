namespace Temper.Read;

/// <summary>The format of the readings.</summary>
internal enum OutputForm
{
    Text,
    Json,
    Csv,
    Influx,
    Plain,
}
