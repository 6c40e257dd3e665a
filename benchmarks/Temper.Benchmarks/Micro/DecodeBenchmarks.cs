using BenchmarkDotNet.Attributes;
using Temper.Devices;

namespace Temper.Benchmarks.Micro;

/// <summary>From the reports of a device to a reading.</summary>
[MemoryDiagnoser]
public class DecodeBenchmarks
{
    private static readonly byte[][] EarlierReport = [Convert.FromHexString("800415a014a00000")];
    private static readonly byte[][] LaterReports =
    [
        Convert.FromHexString("80800b544e200000"),
        Convert.FromHexString("800109ca4e200000"),
    ];

    /// <summary>A TEMPer2 with 0c45:7401: one report with two words.</summary>
    [Benchmark]
    public Reading Earlier() => Decoder.Decode("TEMPer2_M12_V1.3", EarlierReport);

    /// <summary>A TEMPer2 with 3553:a001: a report for each of its two sensors.</summary>
    [Benchmark]
    public Reading Later() => Decoder.Decode("TEMPer2_V4.1", LaterReports);
}
