using System.CommandLine;
using Temper.Devices;
using Temper.Devices.Captures;
using Temper.Devices.Transport;

namespace Temper.Read;

/// <summary><c>temper-read decode</c>: what reports mean that somebody wrote down, without a device.</summary>
internal static class DecodeCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var reports = new Argument<string[]>("REPORT_HEX")
        {
            Description = "The reports of a reading, in hex, with or without blanks, colons, commas and 0x",
            Arity = ArgumentArity.OneOrMore,
        };
        var firmware = new Option<string>("--firmware")
        {
            Description = "The stick's firmware version, such as TEMPer2_V4.1",
            HelpName = "VERSION",
            Required = true,
        };
        var usb = new Option<string?>("--usb") { Description = "The stick's USB id", HelpName = "VID:PID" };
        var json = new Option<bool>("--json") { Description = "Print one JSON document" };
        var command = new Command("decode", "Print what captured reports mean, without a stick")
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
            throw new FormatException("--firmware is empty: give the stick's firmware version, such as TEMPer2_V4.1");
        }

        return new Capture
        {
            Origin = "given",
            UsbId = usb is null
                ? SupportedFirmware.Find(firmware)?.UsbIds[0] ?? TemperHid.ReadableIds[0]
                : UsbId.Parse(usb),
            Firmware = firmware,
            Exchanges = [CaptureExchange.OfReading(ReportBytes.Parse(reports))],
        };
    }
}
