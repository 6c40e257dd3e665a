using System.Collections.Immutable;
using Temper.Devices.Protocol;
using Temper.Devices.Protocol.Hid;

namespace Temper.Devices.Captures;

/// <summary>
/// What a device answered to queries, with where that is known from. <see cref="CaptureFile"/> is its text form.
/// </summary>
public sealed record Capture
{
    /// <summary>
    /// How the bytes came here: <c>captured</c>, <c>transcribed</c>, <c>derived</c>, <c>emulated</c> or <c>given</c>.
    /// </summary>
    public required string Origin { get; init; }

    /// <summary>Where it was published; empty when nowhere.</summary>
    public string Source { get; init; } = "";

    /// <summary>Anything else worth knowing, a line each.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>The device's USB id.</summary>
    public required UsbId UsbId { get; init; }

    /// <summary>The firmware version where its reply's bytes are not known; else empty.</summary>
    public string Firmware { get; init; } = "";

    /// <summary>Queries and what came of them, in the order they were sent.</summary>
    public ImmutableArray<CaptureExchange> Exchanges { get; init; } = [];

    /// <summary>The values that the reading must decode to.</summary>
    public ImmutableArray<CaptureValue> Expected { get; init; } = [];

    /// <summary>The values that the device's owner saw, by whatever program.</summary>
    public ImmutableArray<CaptureValue> Reported { get; init; } = [];

    /// <summary>Whether the device answered a reading query, so that there are values to decode.</summary>
    public bool HasReading => Readings.Count > 0;

    /// <summary>
    /// The firmware version as <see cref="TemperDeviceInfo.Version"/> has it: from the recorded version reply or, where
    /// there is none, from <see cref="Firmware"/>. Empty when both are missing.
    /// </summary>
    public string Version => FirmwareVersion.Text;

    /// <summary>The exchanges, with a version reply made from <see cref="Firmware"/> when there is none.</summary>
    internal IEnumerable<CaptureExchange> Playable() =>
        Firmware.Length == 0 ? Exchanges : [CaptureExchange.OfVersion(Firmware), .. Exchanges];

    internal FirmwareVersion FirmwareVersion
    {
        get
        {
            var reports = Firmware.Length == 0 ? AnswersTo(Queries.FirmwareVersion).FirstOrDefault() : null;
            return reports is null
                ? FirmwareVersion.FromText(Firmware)
                : FirmwareVersion.FromBytes([.. reports.SelectMany(report => report).Take(2 * Queries.ReportLength)]);
        }
    }

    /// <summary>The reports of each reading, in the order they were asked for.</summary>
    internal IReadOnlyList<byte[][]> Readings => AnswersTo(Queries.Reading);

    private List<byte[][]> AnswersTo(ReadOnlySpan<byte> query)
    {
        var answers = new List<byte[][]>();
        foreach (var exchange in Exchanges)
        {
            if (exchange.Query.AsSpan().SequenceEqual(query) && !exchange.Replies.IsEmpty)
            {
                answers.Add([.. exchange.Replies.Select(report => report.ToArray())]);
            }
        }

        return answers;
    }
}

/// <summary>A query and the reports that answered it.</summary>
/// <param name="Query">The 8 bytes sent.</param>
/// <param name="Replies">The reports that came, 8 bytes each as a rule; none when the device stayed silent.</param>
public sealed record CaptureExchange(ImmutableArray<byte> Query, ImmutableArray<ImmutableArray<byte>> Replies)
{
    /// <summary>The exchange of a reading that was answered with these reports.</summary>
    public static CaptureExchange OfReading(IEnumerable<ImmutableArray<byte>> reports) =>
        new([.. Queries.Reading], [.. reports]);

    /// <summary>
    /// The exchange of a device that reports that version, cut to two reports and padded with spaces.
    /// </summary>
    internal static CaptureExchange OfVersion(string firmware)
    {
        ArgumentNullException.ThrowIfNull(firmware);
        const int Length = 2 * Queries.ReportLength;
        var padded = firmware.PadRight(Length)[..Length];
        byte[] text = [.. padded.Select(character => char.IsAscii(character) ? (byte)character : (byte)'?')];
        return new(
            [.. Queries.FirmwareVersion],
            [
                [.. text[..Queries.ReportLength]],
                [.. text[Queries.ReportLength..]],
            ]
        );
    }
}

/// <summary>A value beside a capture.</summary>
/// <param name="Sensor">The sensor's name; may be empty.</param>
/// <param name="Quantity">What it measures.</param>
/// <param name="Value">In the quantity's unit; <see langword="null"/> for a probe that is not there.</param>
public sealed record CaptureValue(string Sensor, Quantity Quantity, double? Value);
