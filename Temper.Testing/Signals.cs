using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Temper.Testing;

/// <summary>Sends signals to processes, and starts processes that receive them; .NET has no API for either.</summary>
public static partial class Signals
{
    private const int SigHup = 1;
    private const int SigInt = 2;
    private const int SigTerm = 15;

    /// <summary>Sends SIGHUP, SIGINT or SIGTERM.</summary>
    public static void Send(this Process process, PosixSignal signal)
    {
        var number = signal switch
        {
            PosixSignal.SIGHUP => SigHup,
            PosixSignal.SIGINT => SigInt,
            _ => SigTerm,
        };
        if (Kill(process.Id, number) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>
    /// <c>dotnet</c> with SIGINT at its default (GNU env becomes the command, with its id). A shell that puts the tests
    /// in the background ignores SIGINT, and every child inherits that.
    /// </summary>
    public static ProcessStartInfo Dotnet(IEnumerable<string> args) =>
        new("env", ["--default-signal=INT,HUP", "dotnet", .. args]);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
