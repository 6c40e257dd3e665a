using Temper.Devices.Protocol;
using Temper.Devices.Readings;

namespace Temper.Devices.Tests.Protocol;

/// <summary>The path of a reply's bytes through assembler, catalogue and codec, as the device takes it.</summary>
internal static class Decoding
{
    public static Reading Of(string firmware, string replyHex, Codec? codec = null)
    {
        var family = FirmwareCatalogue.Find(FirmwareVersion.FromText(firmware))!;
        var assembler = new ReadingAssembler(family);
        assembler.Offer(Convert.FromHexString(replyHex)).Should().Be(ReportFate.Complete, "the reply is valid");
        return family.Decode(assembler.Reply, codec);
    }
}
