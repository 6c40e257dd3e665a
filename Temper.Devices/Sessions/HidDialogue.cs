using Temper.Devices.Catalogue;
using Temper.Devices.Protocol;
using Temper.Devices.Protocol.Hid;
using Temper.Devices.Transport;

namespace Temper.Devices.Sessions;

/// <summary>The dialogue with a HID device: queries and answers of 8-byte reports.</summary>
internal sealed class HidDialogue(QueryLedger ledger, IReadOnlyList<DecoderOverride> overrides) : IDialogue
{
    private readonly VersionReply _lateVersion = new(ledger.Versions);
    private FirmwareFamily? _family;
    private ReadingReply? _reading;

    // Half a version, or none, is a known fault that passes when asked again: urwen/temper pull requests 16 and 19.
    public int VersionAttempts => 4;

    public bool SharesUsbId => false;

    public IExchange<FirmwareVersion> AskVersion(ITransportConnection connection) =>
        new ReportExchange<FirmwareVersion>(
            connection,
            Queries.FirmwareVersion.ToArray(),
            new VersionReply(ledger.Versions),
            _reading
        );

    public DecoderNames? Recognize(FirmwareVersion version)
    {
        _family = FirmwareCatalogue.Find(version);
        if (_family is null)
        {
            return null;
        }

        var codec = overrides.LastOrDefault(wanted => wanted.Firmware == version.Text)?.Decoder;
        _reading = new ReadingReply(_family, codec, ledger.Readings);
        return new DecoderNames(_family.Id, (codec ?? _family.Codec).Name);
    }

    public IExchange<Reading> AskReading(ITransportConnection connection) =>
        new ReportExchange<Reading>(connection, Queries.Reading.ToArray(), _reading!, _lateVersion);

    public IExchange<DeviceCalibration> AskCalibration(ITransportConnection connection) =>
        new ReportExchange<DeviceCalibration>(
            connection,
            Queries.Calibration.ToArray(),
            new CalibrationReply(_family!),
            _reading,
            _lateVersion
        );
}
