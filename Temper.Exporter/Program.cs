using Temper.Exporter;

return await ExporterProgram.RunAsync(args, Console.Out, Console.Error);
