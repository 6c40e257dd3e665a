using Temper.CommandLine;
using Temper.Emulator;
using Temper.Emulator.Usb.Commands;
using Temper.Exporter;
using Temper.Exporter.Http;
using Temper.Exporter.Settings;

namespace Temper.Reliability.Tests.Host;

/// <summary>
/// The exporter's program over emulated devices that obey temper-emulator's commands, in a process of its own: what is
/// measured of the process is the exporter, and not who loads it.
/// </summary>
internal static class ExporterHost
{
    public const string Command = "host";

    /// <param name="args">The number of devices, then the exporter's flags.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var transport = new EmulatedTransport(TimeProvider.System);
        await using var bus = new TransportBus(transport);
        var session = new EmulatorSession(Devices(int.Parse(args[0], provider: null)), bus);
        await foreach (var line in session.StartAsync())
        {
            Console.WriteLine(line);
        }

        var commandLine = new ExporterCommandLine();
        var options = commandLine.OptionsOf(commandLine.Parse(args[1..], _ => null));
        using var signals = new StopSignals();
        _ = Task.Run(() => ObeyAsync(session));
        SocketThreads.HandleRequests(); // as the program does
        return await ExporterProgram.ServeAsync(
            options with
            {
                Devices = options.Devices with { Transport = transport },
            },
            Console.Error,
            signals
        );
    }

    private static async Task ObeyAsync(EmulatorSession session)
    {
        while (await Console.In.ReadLineAsync() is { } command)
        {
            foreach (var line in await session.ExecuteAsync(command))
            {
                Console.WriteLine(line);
            }
        }
    }

    /// <summary>Twins and hygrometers in turn, at <c>usb-1</c> and on.</summary>
    private static List<EmulatedDevice> Devices(int count) =>
        [
            .. Enumerable
                .Range(1, count)
                .Select(number => new EmulatedDevice(
                    DeviceModels.Find(number % 2 == 1 ? "TEMPer2_M12_V1.3" : "TEMPer1F_H1V1.5F")!,
                    $"usb-{number}"
                )),
        ];
}
