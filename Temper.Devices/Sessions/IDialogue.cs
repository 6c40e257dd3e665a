using Temper.Devices.Protocol;
using Temper.Devices.Transport;

namespace Temper.Devices.Sessions;

/// <summary>
/// What is said to one device, in reports or in lines of text, and what was learnt from
/// its answers. Outlives connections.
/// </summary>
internal interface IDialogue
{
    /// <summary>How often the version query is sent until it is answered.</summary>
    int VersionAttempts { get; }

    /// <summary>
    /// Whether devices that are not thermometers are likely behind the same USB id, and are
    /// disturbed when they are opened.
    /// </summary>
    bool SharesUsbId { get; }

    /// <summary>Asks for the firmware version.</summary>
    IExchange<FirmwareVersion> AskVersion(ITransportConnection connection);

    /// <summary>Picks the decoder for a firmware version.</summary>
    /// <returns>Its names, or <see langword="null"/> for an unknown version.</returns>
    DecoderNames? Recognize(FirmwareVersion version);

    /// <summary>Asks for a reading; the version must be recognized.</summary>
    IExchange<Reading> AskReading(ITransportConnection connection);

    /// <summary>
    /// Asks for the device's own calibration; <see langword="null"/> when the device has no such query.
    /// </summary>
    IExchange<DeviceCalibration>? AskCalibration(ITransportConnection connection);
}

/// <summary>What decodes a firmware version.</summary>
/// <param name="Family">The catalogue row's name.</param>
/// <param name="Codec">The codec's name.</param>
internal sealed record DecoderNames(string Family, string Codec);
