using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Temper.Testing;

/// <summary>Sends signals and has them minded, which .NET has no way for.</summary>
internal static partial class Signals
{
    private const int SigInt = 2;
    private const int SigTerm = 15;

    public static void Send(this Process process, PosixSignal signal)
        => Kill(process.Id, signal == PosixSignal.SIGINT ? SigInt : SigTerm).Should().Be(0);

    /// <summary>
    /// <c>dotnet</c> with SIGINT at its default (GNU env becomes the command, with its id). A shell that puts the tests in the
    /// background ignores SIGINT, and every child inherits that.
    /// </summary>
    public static ProcessStartInfo Dotnet(IEnumerable<string> args) => new("env", ["--default-signal=INT", "dotnet", .. args]);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
