using Temper.Devices.Protocol;
using Temper.Devices.Protocol.Text;
using Temper.Devices.Transport;

namespace Temper.Devices.Sessions;

/// <summary>The dialogue with a TEMPerX232: commands and answers as lines of text.</summary>
internal sealed class TextDialogue(QueryLedger ledger) : IDialogue
{
    private readonly TextReadingReply _reading = new(ledger.Readings, ledger.Versions);

    // Few, since any device can be behind this converter chip, and would get each of them.
    public int VersionAttempts => 2;

    public bool SharesUsbId => true;

    public IExchange<FirmwareVersion> AskVersion(ITransportConnection connection) =>
        new LineExchange<FirmwareVersion>(
            connection,
            TemperX232.VersionCommand.ToArray(),
            new TextVersionReply(ledger.Versions)
        );

    public DecoderNames? Recognize(FirmwareVersion version) =>
        TemperX232.IsVersion(version) ? new DecoderNames(TemperX232.Family, TemperX232.CodecName) : null;

    public IExchange<Reading> AskReading(ITransportConnection connection) =>
        new LineExchange<Reading>(connection, TemperX232.ReadingCommand.ToArray(), _reading);

    public IExchange<DeviceCalibration> AskCalibration(ITransportConnection connection) =>
        new LineExchange<DeviceCalibration>(
            connection,
            TemperX232.CalibrationCommand.ToArray(),
            new TextCalibrationReply()
        );
}
