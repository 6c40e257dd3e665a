#:property RuntimeIdentifier=win-x64
#:property PublishAot=false
#:property SelfContained=true
#:property AllowUnsafeBlocks=true
#:property RestorePackagesWithLockFile=false
#:property RestoreLockedMode=false

// console-event NUMBER PROGRAM [ARGUMENT...]: starts the Windows program and, when its log says that it listens, raises
// an event of the console in it: 0 Ctrl-C, 1 Ctrl-Break, 2 a closed console, 6 a shutdown. Prints the log and the exit
// status. The console itself would call the same function of the program.
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

using var program = Process.Start(new ProcessStartInfo(args[1], args[2..]) { RedirectStandardError = true })!;
string? line;
do
{
    line = program.StandardError.ReadLine();
    Console.WriteLine(line);
} while (line?.Contains("listening", StringComparison.Ordinal) == false);

var routine = NativeLibrary.GetExport(NativeLibrary.Load("kernel32"), "CtrlRoutine");
var number = int.Parse(args[0], CultureInfo.InvariantCulture);
_ = Kernel32.CreateRemoteThread(program.Handle, 0, 0, routine, number, 0, 0);
Console.Write(program.StandardError.ReadToEnd());
program.WaitForExit();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"exit status {program.ExitCode}"));

internal static partial class Kernel32
{
    [LibraryImport("kernel32")]
    internal static partial nint CreateRemoteThread(
        nint process,
        nint attributes,
        nint stackSize,
        nint start,
        nint parameter,
        int flags,
        nint id
    );
}
