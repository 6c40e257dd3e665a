using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using Temper.CommandLine;
using Temper.CommandLine.Completion;
using Temper.Emulator.Usb.UsbIp;

namespace Temper.Emulator.Usb.Commands;

/// <summary>The command line of <c>temper-emulator</c>.</summary>
internal static class EmulatorCommand
{
    private const string Name = "temper-emulator";
    private const string DefaultAddress = "127.0.0.1:3240";
    private const int MaxPollMilliseconds = 1000;

    private static readonly Option<string[]> Device = new("--stick")
    {
        Description =
            "Emulate this device: FIRMWARE[,phy=NAME][,data=HEX][,SENSOR=VALUE...][,fault=FAULT]; may be repeated "
            + "[default: one TEMPer2_M12_V1.3 and one TEMPer1F_H1V1.5F]",
        HelpName = "STICK",
    };

    private static readonly Option<string?> File = new("--sticks")
    {
        Description = "Emulate the devices in this JSON file",
        HelpName = "FILE",
    };

    private static readonly Option<bool> Attach = new("--attach")
    {
        Description = "Plug the devices into this kernel; requires root and the module vhci-hcd",
    };

    private static readonly Option<string?> Listen = new("--listen")
    {
        Description = $"Serve the devices to 'usbip attach' at this address [default: {DefaultAddress}]",
        HelpName = "ADDRESS:PORT",
    };

    private static readonly Option<string?> Poll = new("--poll-ms")
    {
        Description =
            "Send reports only at multiples of this interval; 8 is that of real low-speed devices [default: 0]",
        HelpName = "N",
    };

    static EmulatorCommand() => File.Validators.Add(OptionParsing.RejectFlags);

    /// <summary>Runs the program.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="output">Where help and other texts are printed. Default: standard output.</param>
    /// <returns>The exit status.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter? output = null)
    {
        var parsed = CreateRoot().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            Log(UsageError.Of(Name, parsed));
            return ExitCode.Usage;
        }

        return await parsed.InvokeAsync(
            new InvocationConfiguration { Output = output ?? Console.Out, ProcessTerminationTimeout = null }
        );
    }

    private static RootCommand CreateRoot()
    {
        var root = new RootCommand(
            "Emulate PCsensor TEMPer USB thermometers as real USB devices of a Linux kernel. Commands on standard "
                + "input change the devices while the program runs; 'help' lists them."
        )
        {
            Device,
            File,
            Attach,
            Listen,
            Poll,
        };
        root.SetAction(
            (result, _) =>
                ReportErrorsAsync(() =>
                    RunAsync(
                        Devices(result.GetValue(Device) ?? [], result.GetValue(File)),
                        result.GetValue(Attach),
                        result.GetValue(Listen),
                        ParsePoll(result.GetValue(Poll))
                    )
                )
        );
        ProgramHelp.AddTo(root, command => command == root ? EmulatorHelp.Sections : []);
        CompletionCommand.AddTo(root, Name);
        return root;
    }

    private static async Task<int> ReportErrorsAsync(Func<Task> action)
    {
        try
        {
            await action();
            return ExitCode.Success;
        }
        catch (FormatException e)
        {
            Log(e.Message);
            return ExitCode.Usage;
        }
        catch (DeviceBusException e)
        {
            Log(e.Message);
            return ExitCode.Failure;
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
            throw new FormatException("--attach cannot be combined with --listen");
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
            context.Cancel = true; // the process must unplug the devices before it ends
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
            // SIGTERM or SIGINT
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
                throw new FormatException($"--stick '{specification}': {e.Message}");
            }
        }

        return devices.Count > 0 || file is not null ? devices : SimulatedDevices.ReferenceReadme();
    }

    private static TimeSpan ParsePoll(string? text) =>
        int.TryParse(text ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds <= MaxPollMilliseconds
            ? TimeSpan.FromMilliseconds(milliseconds)
            : throw new FormatException(
                $"--poll-ms: '{text}' is not a number of milliseconds from 0 to {MaxPollMilliseconds}"
            );

    private static IPEndPoint ParseAddress(string text) =>
        IPEndPoint.TryParse(text, out var address) && address.Port > 0
            ? address
            : throw new FormatException(
                $"--listen: '{text}' is not ADDRESS:PORT, such as {DefaultAddress} or [::1]:3240"
            );

    private static void Log(string line) => Console.Error.WriteLine(ErrorLine.Of(Name, line));
}
