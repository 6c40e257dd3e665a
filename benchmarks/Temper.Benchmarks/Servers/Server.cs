using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Temper.Benchmarks.Servers;

/// <summary>A running exporter and one keep-alive connection to it.</summary>
internal sealed class Server : IDisposable
{
    private const double TicksPerSecond = 100; // sysconf(_SC_CLK_TCK)
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly IPEndPoint _address;
    private readonly Connection _connection;

    private Server(Process process, IPEndPoint address, Connection connection, TimeSpan startTime)
    {
        (_process, _address, _connection) = (process, address, connection);
        StartTime = startTime;
    }

    /// <summary>The time from the start of the process to the end of the first scrape.</summary>
    public TimeSpan StartTime { get; }

    /// <summary>User and system time that the process has used.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            var stat = File.ReadAllText($"/proc/{_process.Id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return TimeSpan.FromSeconds((Number(fields[14 - 3]) + Number(fields[15 - 3])) / TicksPerSecond);
        }
    }

    /// <summary>Resident memory in MiB.</summary>
    public double ResidentMebibytes =>
        Number(File.ReadAllText($"/proc/{_process.Id}/statm").Split(' ')[1])
        * Environment.SystemPageSize
        / (1024 * 1024);

    /// <summary>Starts a server and scrapes it once.</summary>
    /// <param name="command">The program and its arguments; <c>PORT</c> stands for the port to listen on.</param>
    public static async Task<Server> StartAsync(string command)
    {
        var port = FreePort();
        var words = command
            .Replace("PORT", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Split(' ');
        var address = new IPEndPoint(IPAddress.Loopback, port);
        var start = Stopwatch.GetTimestamp();
        var process = Process.Start(
            new ProcessStartInfo(words[0], words[1..]) { RedirectStandardError = true, RedirectStandardOutput = true }
        )!;
        process.ErrorDataReceived += (_, _) => { };
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var connection = await ConnectAsync(process, address, start);
        await connection.GetAsync("/metrics");
        return new Server(process, address, connection, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>Scrapes one time after another over one connection.</summary>
    public async Task ScrapeAsync(int times)
    {
        for (var scrape = 0; scrape < times; scrape++)
        {
            await _connection.GetAsync("/metrics");
        }
    }

    /// <summary>Scrapes from several clients at the same time.</summary>
    /// <returns>Scrapes per second.</returns>
    public async Task<double> ScrapeFromAsync(int clients, int timesEach)
    {
        var connections = Enumerable.Range(0, clients).Select(_ => Connection.Open(_address)).ToList();
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(connections.Select(connection => Task.Run(() => ScrapeAsync(connection, timesEach))));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        connections.ForEach(connection => connection.Dispose());
        return clients * timesEach / seconds;
    }

    public void Dispose()
    {
        _connection.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static async Task ScrapeAsync(Connection connection, int times)
    {
        for (var scrape = 0; scrape < times; scrape++)
        {
            await connection.GetAsync("/metrics");
        }
    }

    private static async Task<Connection> ConnectAsync(Process process, IPEndPoint address, long start)
    {
        while (true)
        {
            try
            {
                return Connection.Open(address);
            }
            catch (SocketException) when (!process.HasExited && Stopwatch.GetElapsedTime(start) < StartLimit)
            {
                await Task.Yield(); // no pause: the time of the start is measured
            }
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
