using Temper.CommandLine;
using Temper.Exporter;

StandardStreams.FillClosedDescriptors();
return await ExporterProgram.RunAsync(args, StandardStreams.OpenOutput(), StandardStreams.OpenError());
