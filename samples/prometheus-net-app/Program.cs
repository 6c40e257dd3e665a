// An app that exposes its own metrics with prometheus-net, and adds those of the TEMPer devices of this machine:
//   dotnet run --project samples/prometheus-net-app -- --urls http://127.0.0.1:9205
// With --simulate, it reads emulated devices.
using Prometheus;
using Temper.Devices;
using Temper.Devices.PrometheusNet;
using Temper.Emulator;

// Without this call, the first scrape would make prometheus-net collect the metrics of .NET itself too.
Metrics.SuppressDefaultMetrics();

var options = new TemperOptions { DeviceTimeout = TimeSpan.FromSeconds(1) };
if (args.Contains("--simulate"))
{
    options = options with { Transports = [SimulatedDevices.Load(null)] };
}

var builder = WebApplication.CreateBuilder([.. args.Where(arg => arg != "--simulate")]);
builder.Services.AddTemper(options);

var app = builder.Build();
var visits = Metrics.CreateCounter("app_visits_total", "Visits to the app's own page");
app.MapGet(
    "/",
    () =>
    {
        visits.Inc();
        return "metrics are at /metrics\n";
    }
);
app.MapMetrics();
app.Run();
