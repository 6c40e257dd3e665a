using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Temper.Testing;

/// <summary>Sends signals, which .NET has no way for.</summary>
internal static partial class Signals
{
    private const int SigInt = 2;
    private const int SigTerm = 15;

    public static void Send(this Process process, PosixSignal signal)
        => Kill(process.Id, signal == PosixSignal.SIGINT ? SigInt : SigTerm).Should().Be(0);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
