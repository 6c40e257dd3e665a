using System.Text;
using Temper.CommandLine;
using Temper.Read;

StandardStreams.FillClosedDescriptors();
Console.OutputEncoding = Encoding.UTF8;
return await ReadProgram.RunAsync(
    args,
    StandardStreams.OpenOutput(),
    StandardStreams.OpenError(),
    isTerminal: !Console.IsOutputRedirected,
    ProcessEnvironment.Variables()
);
