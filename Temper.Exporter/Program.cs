using System.Text;
using Temper.CommandLine;
using Temper.Exporter;

StandardStreams.FillClosedDescriptors();
if (OperatingSystem.IsWindows())
{
    Console.OutputEncoding = Encoding.UTF8; // elsewhere it is, and setting it takes time
}

return await ExporterProgram.RunAsync(args, StandardStreams.OpenOutput(), StandardStreams.OpenError());
