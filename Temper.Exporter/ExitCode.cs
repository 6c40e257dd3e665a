namespace Temper.Exporter;

/// <summary>Exit statuses, as the README lists them.</summary>
internal static class ExitCode
{
    /// <summary>Ended by SIGTERM or SIGINT, or nothing but help was asked for.</summary>
    public const int Success = 0;

    /// <summary>The exporter cannot run here: the port is taken, or the system is not supported.</summary>
    public const int Failure = 1;

    /// <summary>The command line cannot be understood. systemd need not try again.</summary>
    public const int Usage = 2;
}
