using System.Runtime.InteropServices;
using System.Text;

namespace Temper.CommandLine;

/// <summary>
/// Opens the standard streams so that a closed stream, a full disk or a pipe without a reader never crashes the
/// program.
/// </summary>
internal static partial class StandardStreams
{
    private const int StandardOutput = 1;
    private const int StandardError = 2;
    private const int WindowsStandardOutput = -11; // STD_OUTPUT_HANDLE
    private const string NullDevice = "/dev/null";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    // Never disposed, because the next socket or file would get the free descriptor.
    private static readonly List<SafeHandle> Substitutes = [];

    /// <summary>
    /// Opens /dev/null for every standard descriptor that the program was started without. Otherwise the next socket or
    /// file would get that number, and output and log would be written into it. Call it before anything uses
    /// <see cref="Console"/>.
    /// </summary>
    public static void FillClosedDescriptors()
    {
        try
        {
            while (!OperatingSystem.IsWindows())
            {
                var substitute = File.OpenHandle(NullDevice, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
                if (substitute.DangerousGetHandle() > StandardError)
                {
                    substitute.Dispose();
                    return;
                }

                Substitutes.Add(substitute);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Without /dev/null or a free descriptor, the program runs with what it has.
        }
    }

    /// <summary>
    /// Opens standard output so that a pipe without a reader causes an <see cref="IOException"/>.
    /// <see cref="Console.Out"/> ignores it, so a program that prints at an interval would never end.
    /// </summary>
    public static TextWriter OpenOutput()
    {
        var stream = !IsInherited(StandardOutput) ? Stream.Null : OpenPipe() ?? Console.OpenStandardOutput();
        return new StreamWriter(stream, Utf8) { AutoFlush = true, NewLine = "\n" };
    }

    /// <summary>
    /// Replaces <see cref="Console.Error"/>, which the log uses too, with a writer that drops what cannot be written.
    /// </summary>
    public static TextWriter OpenError()
    {
        Console.SetError(IsInherited(StandardError) ? new DroppingWriter(Console.Error) : TextWriter.Null);
        return Console.Error;
    }

    /// <summary>Returns whether an exception means that nothing reads the other end of the pipe any more.</summary>
    public static bool IsClosedPipe(IOException e)
    {
        const int BrokenPipe = 32; // EPIPE; .NET keeps errno in HResult
        const int WindowsBrokenPipe = unchecked((int)0x8007006D); // ERROR_BROKEN_PIPE
        const int WindowsClosingPipe = unchecked((int)0x800700E8); // ERROR_NO_DATA
        const int WindowsClosedPipe = unchecked((int)0x800700E9); // ERROR_PIPE_NOT_CONNECTED
        return e.HResult is BrokenPipe or WindowsBrokenPipe or WindowsClosingPipe or WindowsClosedPipe;
    }

    // A descriptor that the program was started with survived exec(2), so it has no close-on-exec flag. One that .NET
    // opened before Main has the flag: it may be the pipe that carries signals, and nothing must be printed into it.
    private static bool IsInherited(int descriptor)
    {
        const string Label = "flags:";
        const int CloseOnExec = 0x80000; // O_CLOEXEC, 02000000 in proc_pid_fdinfo(5)
        try
        {
            var flags = File.ReadLines($"/proc/self/fdinfo/{descriptor}")
                .First(line => line.StartsWith(Label, StringComparison.Ordinal));
            return (Convert.ToInt32(flags[Label.Length..].Trim(), fromBase: 8) & CloseOnExec) == 0;
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or InvalidOperationException or FormatException)
        {
            return true; // not Linux, or without /proc
        }
    }

    // Files are written through the console's stream. FileStream writes at its own offset, so it would overwrite what
    // standard error writes to the same file.
    private static FileStream? OpenPipe()
    {
        if (!Console.IsOutputRedirected)
        {
            return null;
        }

        try
        {
            var handle = OperatingSystem.IsWindows() ? Kernel32.GetStdHandle(WindowsStandardOutput) : StandardOutput;
            var stream = new FileStream(new(handle, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            return stream.CanSeek ? null : stream;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null; // for example, standard output is open for reading only
        }
    }

    private static partial class Kernel32
    {
        [LibraryImport("kernel32")]
        internal static partial nint GetStdHandle(int number);
    }

    private sealed class DroppingWriter(TextWriter inner) : TextWriter
    {
        public override Encoding Encoding => inner.Encoding;

        public override void Write(char value) => Try(() => inner.Write(value));

        public override void Write(string? value) => Try(() => inner.Write(value));

        public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

        public override void WriteLine(string? value) => Try(() => inner.WriteLine(value));

        public override void Flush() => Try(inner.Flush);

        private static void Try(Action write)
        {
            try
            {
                write();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The disk is full or the terminal was closed, and there is no better place to report that.
            }
        }
    }
}
