using System.CommandLine;
using Temper.CommandLine;
using Temper.Devices;
using Temper.Devices.Captures;
using Temper.Devices.Transport;

namespace Temper.Read;

/// <summary><c>temper-read decode</c>: decodes recorded reports, without a device.</summary>
internal static class DecodeCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var reports = new Argument<string[]>("REPORT_HEX")
        {
            Description = "The reports of a reading, in hex; spaces, colons, commas and 0x are ignored",
            Arity = ArgumentArity.OneOrMore,
        };
        var firmware = new Option<string>("--firmware")
        {
            Description = "The device's firmware version, such as TEMPer2_V4.1",
            HelpName = "VERSION",
            Required = true,
        };
        var usb = new Option<string?>("--usb")
        {
            Description = "The device's USB id, such as 3553:a001",
            HelpName = "VID:PID",
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON document" };
        reports.Validators.Add(OptionParsing.RejectFlags);
        var command = new Command("decode", "Decode the reports of a reading, without a device")
        {
            reports,
            firmware,
            usb,
            json,
        };
        command.SetAction(result =>
            RecordedDevice.Print(
                CaptureOf(result.GetValue(firmware)!, result.GetValue(usb), result.GetValue(reports)!),
                result.GetValue(json),
                output,
                error
            )
        );
        return command;
    }

    private static Capture CaptureOf(string firmware, string? usb, string[] reports)
    {
        if (string.IsNullOrWhiteSpace(firmware))
        {
            throw new FormatException("--firmware: empty value; give the firmware version, such as TEMPer2_V4.1");
        }

        return new Capture
        {
            Origin = "given",
            UsbId = usb is null
                ? SupportedFirmware.Find(firmware)?.UsbIds[0] ?? TemperHid.ReadableIds[0]
                : ParseUsbId(usb),
            Firmware = firmware,
            Exchanges = [CaptureExchange.OfReading(ReportBytes.Parse(reports))],
        };
    }

    private static UsbId ParseUsbId(string text)
    {
        try
        {
            return UsbId.Parse(text);
        }
        catch (FormatException e)
        {
            throw new FormatException($"--usb: {e.Message}", e);
        }
    }
}
