using System.CommandLine;
using Temper.CommandLine;
using Temper.Devices;
using Temper.Devices.Captures;
using Temper.Emulator;

namespace Temper.Read;

/// <summary>
/// <c>temper-read capture</c>: records the replies of a device, so that support for an unknown firmware can be added.
/// </summary>
internal static class CaptureCommand
{
    private const string WhatToDo = """
        # Check that the lines above hold nothing private. Then add what only you know:
        #   expect internal temperature 21.5     <- the true temperature, from another thermometer beside the device
        #   note how you measured it, and the name the device is sold under
        # Send the whole report as described in Temper's CONTRIBUTING.md, "How to add a stick".

        """;

    public static Command Create(DeviceFlags devices, TextWriter output, TextWriter error)
    {
        var file = new Option<string?>("--output")
        {
            Description = "Write to this file instead of standard output",
            HelpName = "FILE",
        };
        var force = new Option<bool>("--force")
        {
            Description =
                "Send all queries even to a device that does not identify itself as a TEMPer; it may need a replug",
        };
        var command = new Command("capture", "Record the replies of one device, with any firmware, as a report to send")
        {
            file,
            force,
        };
        file.Validators.Add(OptionParsing.RejectFlags);
        devices.AddTo(command);
        DeviceOption.AddTo(command);
        command.SetAction(
            async (result, stop) =>
            {
                var settings = devices.OptionsOf(result);
                var options = DeviceOption.Filter(result, (await settings.LoadAsync(stop)).Options);
                var candidate = TheOnly(TemperDevices.Find(options));
                if (candidate is null)
                {
                    var missing = DeviceOption.ReportOfMissing(result, options with { Filter = null });
                    error.Write(missing.Length > 0 ? missing : ReadingReport.NoneFound);
                    return DeviceExitCode.NoneFound;
                }

                var capture = await DeviceRecorder.RecordAsync(candidate, options, result.GetValue(force), stop);
                // Emulated replies prove nothing about real devices, so the report says where they come from.
                capture = settings.IsSimulated ? capture with { Origin = "emulated" } : capture;
                await WriteAsync(CaptureFile.Write(capture) + WhatToDo, result.GetValue(file), output, stop);
                return ExitCode.Success;
            }
        );
        return command;
    }

    private static TemperCandidate? TheOnly(IReadOnlyList<TemperCandidate> candidates) =>
        candidates.Count == 0 ? null
        : candidates.Count == 1 ? candidates[0]
        : throw new FormatException(
            $"found {candidates.Count} devices; choose one with "
                + string.Join(" or ", candidates.Select(candidate => $"--device {candidate.PortPath}"))
        );

    private static async Task WriteAsync(string text, string? path, TextWriter output, CancellationToken stop)
    {
        try
        {
            await (path is null ? output.WriteAsync(text) : File.WriteAllTextAsync(path, text, stop));
        }
        catch (Exception e) when (path is not null && TextFile.IsUnreadable(e))
        {
            throw new TemperConnectionException($"cannot write '{path}': {FileProblem.Of(path!, e)}", inner: e);
        }
    }
}
