using Temper.Devices.Captures;
using Temper.Devices.Catalogue;
using Temper.Devices.Codecs;
using Temper.Devices.Protocol;
using Temper.Devices.Protocol.Hid;
using Temper.Devices.Protocol.Text;
using Temper.Testing;

namespace Temper.Devices.Tests.Protocol;

/// <summary>
/// Replies of real devices, changed at random, and many of them. <see cref="ProtocolProperties"/> draws what is likely
/// to matter; this one draws unexpected inputs.
/// </summary>
public sealed class ProtocolFuzz
{
    private const int InputsOfASeed = 1_000;

    private static readonly byte[][][] Replies =
    [
        .. Directory
            .GetFiles(Path.Combine(SourceTree.Root, "Temper.Devices.Tests", "Captures"), "*.capture")
            .Order(StringComparer.Ordinal)
            .SelectMany(file => CaptureFile.Parse(File.ReadAllText(file)).Exchanges)
            .Select(exchange => exchange.Replies.Select(report => report.ToArray()).ToArray()),
    ];

    private static readonly byte[][] Lines =
    [
        .. new[] { "Temp-Inner:30.53 [C],39.92 [%RH]<\r\n", "Temp-Outer:-0.31 [C]<\r\n", "TEMPerX232_V2.0\r\n" }.Select(
            line => line.Select(c => (byte)c).ToArray()
        ),
    ];

    [Test, Category(FuzzInputs.Category)]
    public void Changed_replies_give_values_that_can_be_or_none() => TryMany(FuzzInputs.Of(300_000));

    [Test, Explicit("takes some minutes")]
    public void A_hundred_million_changed_replies_give_values_that_can_be_or_none() => TryMany(100_000_000);

    private static void TryMany(int inputs) =>
        Parallel.For(
            0,
            inputs / InputsOfASeed,
            seed =>
            {
                var mutator = new Mutator(seed);
                for (var input = 0; input < InputsOfASeed; input++)
                {
                    Try(mutator, seed, input);
                }
            }
        );

    private static void Try(Mutator mutator, int seed, int input)
    {
        var family = mutator.OneOf(FirmwareCatalogue.Families);
        var codec = mutator.OneOf(Codec.All);
        var reports = mutator.Change(mutator.OneOf(Replies), mutator.OneOf(Replies));
        var lines = mutator.Change(Lines, reports);
        try
        {
            if (
                CanBeAVersion(reports)
                && CanBeReadings(reports, family, family.Accepts(codec) ? codec : null)
                && CanBeLines(lines)
            )
            {
                return;
            }
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(Describe("threw"), e);
        }

        throw new InvalidOperationException(Describe("gave what cannot be"));

        string Describe(string what)
        {
            var bytes = string.Join(' ', reports.Concat(lines).Select(Convert.ToHexString));
            return $"{family.Id} with {codec} {what}: {bytes} (seed {seed}, input {input})";
        }
    }

    private static bool CanBeAVersion(byte[][] reports)
    {
        var reply = new VersionReply();
        foreach (var report in reports)
        {
            reply.Offer(report);
        }

        reply.End();
        FirmwareCatalogue.Find(reply.Result);
        return reply.Result.Text.All(character => character is >= ' ' and <= '~' or '\ufffd');
    }

    private static bool CanBeReadings(byte[][] reports, FirmwareFamily family, Codec? codec)
    {
        var reply = new ReadingReply(family, codec);
        foreach (var report in reports)
        {
            if (
                reply.Offer(report) is ReplyProgress.Complete or ReplyProgress.Enough
                && !reply.Result.Sensors.All(Decoding.CanBe)
            )
            {
                return false;
            }

            if (report.Length == Queries.ReportLength)
            {
                CalibrationReply.Decode(report, family);
            }
        }

        return reply.Reports.Count <= 2;
    }

    private static bool CanBeLines(byte[][] lines)
    {
        var reply = new TextReadingReply();
        foreach (var line in lines)
        {
            reply.Offer(line, isEnded: true);
        }

        return reply.End() != ReplyProgress.Complete || reply.Result.Sensors.All(Decoding.CanBe);
    }
}
