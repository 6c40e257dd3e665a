using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using Temper.Emulator.Usb.UsbIp;

namespace Temper.Emulator.Usb.Commands;

/// <summary>The program <c>temper-emulator</c>.</summary>
internal static class EmulatorCommand
{
    private const int Failure = 1;
    private const int Usage = 2;
    private const string DefaultAddress = "127.0.0.1:3240";
    private const int LongestPollMilliseconds = 1000;

    public static async Task<int> RunAsync(string[] args)
    {
        var device = new Option<string[]>("--stick")
        {
            Description =
                "a stick: FIRMWARE[,phy=NAME][,data=HEX][,SENSOR=VALUE...][,fault=FAULT]; may be given several times",
            HelpName = "STICK",
        };
        var file = new Option<string?>("--sticks")
        {
            Description = "a JSON file of sticks (see README.md)",
            HelpName = "FILE",
        };
        var attach = new Option<bool>("--attach")
        {
            Description = "plug them into this kernel (needs root and vhci-hcd)",
        };
        var listen = new Option<string?>("--listen")
        {
            Description = $"serve them to 'usbip attach' there (default {DefaultAddress})",
            HelpName = "ADDRESS:PORT",
        };
        var poll = new Option<string?>("--poll-ms")
        {
            Description = "send a report only at multiples of this: 8 is a real stick, 0 is at once (default 0)",
            HelpName = "N",
        };
        var root = new RootCommand(
            "Emulated TEMPer sticks as real USB devices of a Linux kernel. Without --stick or --sticks: "
                + "one TEMPer2_M12_V1.3 "
                + "and one TEMPer1F_H1V1.5F. While it runs it takes commands on standard input ('help' lists them)."
        )
        {
            device,
            file,
            attach,
            listen,
            poll,
        };
        root.SetAction(
            (result, _) =>
                TellMistakesAsync(() =>
                    RunAsync(
                        Devices(result.GetValue(device) ?? [], result.GetValue(file)),
                        result.GetValue(attach),
                        result.GetValue(listen),
                        ParsePoll(result.GetValue(poll))
                    )
                )
        );

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            Log($"{parsed.Errors[0].Message.ReplaceLineEndings(" ")} (--help tells more)");
            return Usage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    private static async Task<int> TellMistakesAsync(Func<Task> action)
    {
        try
        {
            await action();
            return 0;
        }
        catch (FormatException e)
        {
            Log(e.Message);
            return Usage;
        }
        catch (DeviceBusException e)
        {
            Log(e.Message);
            return Failure;
        }
    }

    private static async Task RunAsync(
        IReadOnlyList<EmulatedDevice> devices,
        bool attach,
        string? listen,
        TimeSpan interval
    )
    {
        if (attach && listen is not null)
        {
            throw new FormatException("both --attach and --listen: give one of them");
        }

        var address = ParseAddress(listen ?? DefaultAddress);
        await using IDeviceBus bus = attach
            ? new VhciBus(new VhciController(), TimeProvider.System, interval, Log)
            : new UsbIpServer(address, TimeProvider.System, interval, Log);
        await RunAsync(new EmulatorSession(devices, bus));
    }

    private static async Task RunAsync(EmulatorSession session)
    {
        using var end = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        void Stop(PosixSignalContext context)
        {
            context.Cancel = true; // not killed: the devices are unplugged first
            end.Cancel();
        }

        await foreach (var line in session.StartAsync())
        {
            Console.WriteLine(line);
        }

        try
        {
            await foreach (var command in StandardInput.Lines().ReadAllAsync(end.Token))
            {
                foreach (var line in await session.ExecuteAsync(command))
                {
                    Console.WriteLine(line);
                }

                if (session.IsOver)
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // a signal
        }
    }

    private static IReadOnlyList<EmulatedDevice> Devices(string[] specifications, string? file)
    {
        List<EmulatedDevice> devices = [.. file is null ? [] : DevicesFile.Read(file)];
        foreach (var specification in specifications)
        {
            try
            {
                devices.Add(DeviceSpecification.Parse(specification, devices.Count + 1));
            }
            catch (FormatException e)
            {
                throw new FormatException($"--stick {specification}: {e.Message}");
            }
        }

        return devices.Count > 0 || file is not null ? devices : SimulatedDevices.ReferenceReadme();
    }

    private static TimeSpan ParsePoll(string? text) =>
        int.TryParse(text ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds <= LongestPollMilliseconds
            ? TimeSpan.FromMilliseconds(milliseconds)
            : throw new FormatException($"--poll-ms '{text}': give milliseconds from 0 to {LongestPollMilliseconds}");

    private static IPEndPoint ParseAddress(string text) =>
        IPEndPoint.TryParse(text, out var address) && address.Port > 0
            ? address
            : throw new FormatException(
                $"--listen '{text}': give an address and a port, such as {DefaultAddress} or [::1]:3240"
            );

    private static void Log(string line) => Console.Error.WriteLine($"temper-emulator: {line.ReplaceLineEndings(" ")}");
}
