using System.Diagnostics;
using Temper.CommandLine;
using Temper.Exporter.Settings;

namespace Temper.Exporter.Tests.Hosting;

[Platform("Linux", Reason = "has FIFOs")]
public sealed class StopSignalsTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60); // how long a hang may hold up the tests

    [Test]
    public async Task A_signal_ends_it_while_it_waits_for_a_file_to_open()
    {
        var fifo = Path.Combine(Path.GetTempPath(), $"temper-{Guid.NewGuid():N}");
        await Process.Start("mkfifo", fifo).WaitForExitAsync();
        try
        {
            using var signals = new StopSignals();
            var commandLine = new ExporterCommandLine();
            var options = commandLine.OptionsOf(
                commandLine.Parse(["--simulate", "--config", fifo, "--bind-port", "0"], _ => null)
            );
            var serving = ExporterProgram.ServeAsync(options, TextWriter.Null, signals);

            signals.RequestStop();

            (await serving.WaitAsync(Timeout)).Should().Be(ExitCode.Success);
        }
        finally
        {
            // Frees the thread that opens the FIFO. Opened for reading and writing, it waits for no other end. Shared,
            // it takes no lock that the thread may hold already.
            await using (new FileStream(fifo, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
            {
                File.Delete(fifo);
            }
        }
    }
}
