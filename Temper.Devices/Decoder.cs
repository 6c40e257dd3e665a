using Temper.Devices.Captures;
using Temper.Devices.Catalogue;
using Temper.Devices.Protocol;
using Temper.Devices.Protocol.Hid;

namespace Temper.Devices;

/// <summary>Decodes reports that were recorded earlier, without a device. Pure: no clock, no files, no state.</summary>
public static class Decoder
{
    /// <summary>Decodes the reports with which a device answered one reading query.</summary>
    /// <param name="firmware">The device's firmware version, such as <c>TEMPer2_V4.1</c>.</param>
    /// <param name="reports">The 8-byte reports in the order they came. Reports of other replies are skipped.</param>
    /// <param name="decoderOverride">A codec to use instead of the catalogue's, if it is for this firmware.</param>
    /// <returns>The reading. A probe that a device can have and that no report mentions is absent.</returns>
    /// <exception cref="UnknownFirmwareException">The catalogue has no such firmware version.</exception>
    /// <exception cref="MalformedReplyException">The reports are not a reply of this firmware.</exception>
    /// <example>
    /// <code>
    /// var reading = Decoder.Decode("TEMPer2_M12_V1.3", [Convert.FromHexString("800415a014a00000")]);
    /// Console.WriteLine(reading.Find("internal", Quantity.Temperature)?.Value); // 21.625
    /// </code>
    /// </example>
    public static Reading Decode(string firmware, IEnumerable<byte[]> reports, DecoderOverride? decoderOverride = null)
    {
        ArgumentNullException.ThrowIfNull(firmware);
        return Decode(FirmwareVersion.FromText(firmware), reports, decoderOverride);
    }

    /// <summary>Decodes the reading of a capture.</summary>
    /// <param name="capture">The capture. If it has several readings, the first that can be decoded counts.</param>
    /// <exception cref="UnknownFirmwareException">The catalogue has no such firmware version.</exception>
    /// <exception cref="MalformedReplyException">
    /// No recorded answer is a reading, or the device did not answer a reading query.
    /// </exception>
    public static Reading Decode(Capture capture)
    {
        ArgumentNullException.ThrowIfNull(capture);
        var readings = capture.Readings;
        for (var index = 0; ; index++)
        {
            try
            {
                var reports = index < readings.Count ? readings[index] : [];
                return Decode(capture.FirmwareVersion, reports, decoderOverride: null);
            }
            catch (MalformedReplyException) when (index + 1 < readings.Count)
            {
                // The device was asked again, as a program does after a malformed reply.
            }
        }
    }

    private static Reading Decode(
        FirmwareVersion version,
        IEnumerable<byte[]> reports,
        DecoderOverride? decoderOverride
    )
    {
        ArgumentNullException.ThrowIfNull(reports);
        var family = FirmwareCatalogue.Find(version) ?? throw new UnknownFirmwareException(version.Text, version.Hex);
        var codec = decoderOverride?.Firmware == version.Text ? decoderOverride.Decoder : null;
        var reply = new ReadingReply(family, codec);
        var progress = ReplyProgress.Stray;
        var offered = new List<byte[]>();
        foreach (var report in reports)
        {
            offered.Add(report);
            var step = reply.Offer(report);
            progress = step is ReplyProgress.Stray ? progress : step;
        }

        return progress is ReplyProgress.Complete || reply.End() == ReplyProgress.Complete
            ? reply.Result
            : throw new MalformedReplyException(reply.Expected, HexText.Of(offered));
    }
}
