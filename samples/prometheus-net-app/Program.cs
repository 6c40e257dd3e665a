// An app that exposes metrics of its own with prometheus-net, and this machine's TEMPer sticks with them:
// dotnet run --project samples/prometheus-net-app --urls http://127.0.0.1:9205
using Prometheus;
using Temper.Devices;
using Temper.Devices.PrometheusNet;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddTemper(new TemperOptions { DeviceTimeout = TimeSpan.FromSeconds(1) });

var app = builder.Build();
var visits = Metrics.CreateCounter("app_visits_total", "Visits of the app's own page");
app.MapGet("/", () =>
{
    visits.Inc();
    return "metrics are at /metrics\n";
});
app.MapMetrics();
app.Run();
