using System.Text;
using Temper.Read;

Console.OutputEncoding = Encoding.UTF8;
return await ReadProgram.RunAsync(args, Console.Out, Console.Error, isTerminal: !Console.IsOutputRedirected);
