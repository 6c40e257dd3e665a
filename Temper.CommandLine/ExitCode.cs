namespace Temper.CommandLine;

/// <summary>The exit statuses that all programs have.</summary>
internal static class ExitCode
{
    /// <summary>Success. SIGTERM and SIGINT end temper-exporter with this status.</summary>
    public const int Success = 0;

    /// <summary>
    /// Failure: the address is in use, the system is not supported, a device failed, or the output cannot be written.
    /// </summary>
    public const int Failure = 1;

    /// <summary>Invalid command line, environment variable or file. Starting the program again does not help.</summary>
    public const int Usage = 2;

    /// <summary>Nothing reads standard output any more. The value is 128 + SIGPIPE, as shells report it.</summary>
    public const int ClosedPipe = 141;
}
