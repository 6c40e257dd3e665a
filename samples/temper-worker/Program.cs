// A service that logs the readings of this machine's TEMPer devices every 10 seconds:
// dotnet run --project samples/temper-worker
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Temper.Devices;
using Temper.Worker;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddTemper();
builder.Services.AddHostedService<ReadingLogger>();
await builder.Build().RunAsync();
