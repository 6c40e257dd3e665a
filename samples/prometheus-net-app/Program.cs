// An app that exposes metrics of its own with prometheus-net, and the TEMPer devices of this machine beside them:
//   dotnet run --project samples/prometheus-net-app -- --urls http://127.0.0.1:9205
// With --simulate, it reads emulated devices.
using Prometheus;
using Temper.Devices;
using Temper.Devices.PrometheusNet;
using Temper.Emulator;

// Without this call, the first scrape would start prometheus-net's collection of .NET's own metrics.
Metrics.SuppressDefaultMetrics();

var options = new TemperOptions { DeviceTimeout = TimeSpan.FromSeconds(1) };
if (args.Contains("--simulate"))
{
    options = options with { Transports = [SimulatedDevices.Load(null)] };
}

var builder = WebApplication.CreateBuilder([.. args.Where(arg => arg != "--simulate")]);
builder.Services.AddTemper(options);

var app = builder.Build();
var visits = Metrics.CreateCounter("app_visits_total", "Visits of the app's own page");
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
