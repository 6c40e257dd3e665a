namespace Temper.CommandLine;

/// <summary>The exit statuses that both programs have.</summary>
internal static class ExitCode
{
    /// <summary>The program did what it was asked to do. For temper-exporter, SIGTERM or SIGINT ended it.</summary>
    public const int Success = 0;

    /// <summary>
    /// The program cannot do it: the port is taken, the system is not supported, or a device failed.
    /// </summary>
    public const int Failure = 1;

    /// <summary>The command line, or a file that it names, is invalid. systemd need not try again.</summary>
    public const int Usage = 2;

    /// <summary>Standard output is a pipe that nothing reads any more: 128 + SIGPIPE, as shells report it.</summary>
    public const int ClosedPipe = 141;
}
