using BenchmarkDotNet.Running;
using Temper.Benchmarks.Micro;
using Temper.Benchmarks.Servers;

// "servers NAME=COMMAND..." compares running exporters; anything else is for BenchmarkDotNet, such as "--filter *".
if (args is ["servers", .. var servers])
{
    await ServerComparison.PrintAsync(servers, Console.Out);
    return;
}

BenchmarkSwitcher.FromTypes([typeof(DecodeBenchmarks), typeof(ExpositionBenchmarks)]).Run(args);
