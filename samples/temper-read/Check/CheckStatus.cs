namespace Temper.Read.Check;

/// <summary>The statuses of a monitoring plugin. The values are its exit statuses.</summary>
internal enum CheckStatus
{
    Ok,
    Warning,
    Critical,
    Unknown,
}
