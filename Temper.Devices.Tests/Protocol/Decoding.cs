using Temper.Devices.Catalogue;
using Temper.Devices.Codecs;
using Temper.Devices.Protocol;
using Temper.Devices.Protocol.Hid;

namespace Temper.Devices.Tests.Protocol;

/// <summary>The path of a reply's bytes through reply, catalogue and codec, as the device takes it.</summary>
internal static class Decoding
{
    public static Reading Of(string firmware, string replyHex, Codec? codec = null) => Of(firmware, [replyHex], codec);

    public static Reading Of(string firmware, string[] reportsHex, Codec? codec = null)
    {
        var family = FirmwareCatalogue.Find(FirmwareVersion.FromText(firmware))!;
        var reply = new ReadingReply(family, codec);
        var fate = reportsHex.Select(report => reply.Offer(Convert.FromHexString(report))).ToList()[^1];
        fate.Should().BeOneOf([ReplyProgress.Complete, ReplyProgress.Enough], "the reply is valid");
        return reply.Result;
    }

    /// <summary>Whether a sensor there is can have measured that.</summary>
    public static bool CanBe(SensorReading sensor) =>
        sensor.Quantity switch
        {
            Quantity.Temperature => sensor.Value is >= -55 and <= 125,
            Quantity.RelativeHumidity => sensor.Value is >= 0 and <= 100,
            _ => false,
        };
}
