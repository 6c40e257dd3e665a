namespace Temper.Read;

/// <summary>How readings are printed.</summary>
internal enum OutputForm
{
    Text,
    Json,
    Csv,
}
