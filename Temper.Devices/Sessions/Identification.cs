using Temper.Devices.Protocol;
using Temper.Devices.Transport;

namespace Temper.Devices.Sessions;

/// <summary>
/// Identifies a device. A USB id proves nothing, so the device gets no other query until it has answered the one for
/// the firmware version. While it does not answer like a thermometer, it is queried less and less often. That costs
/// reads no time, does not disturb a device that is not a thermometer, and finds a thermometer that starts to answer
/// late.
/// </summary>
internal sealed class Identification(
    TemperCandidate candidate,
    IDialogue dialogue,
    AnswerTimes times,
    TemperOptions options
)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private readonly BackOff _backOff = new(options.TimeProvider, free: 1, FirstPause, LongestPause);
    private TemperException? _failure;

    /// <summary>What the device is, once it has answered; kept when the connection is lost.</summary>
    public TemperDeviceInfo? Info { get; private set; }

    /// <summary>Throws the last failure again, without asking the device, until it is time to ask.</summary>
    public void ThrowIfPaused()
    {
        if (Info is null && _failure is { } failure && _backOff.Remaining is { Ticks: > 0 } left)
        {
            throw failure is TemperTimeoutException ? Silent(left) : failure;
        }
    }

    /// <summary>Asks the device, if it is not known yet.</summary>
    /// <exception cref="TemperDeviceNotFoundException">The filter excludes its firmware.</exception>
    public TemperDeviceInfo Identify(ITransportConnection connection, Deadline deadline)
    {
        if (Info is not null)
        {
            return Info;
        }

        var hasTime = deadline.Remaining >= options.DeviceTimeout / 2; // another program did not use it up
        try
        {
            return Info = Ask(connection, deadline);
        }
        catch (TemperException e) when (e is not TemperConnectionException && hasTime)
        {
            _failure = e;
            _backOff.Failed();
            throw;
        }
    }

    private TemperDeviceInfo Ask(ITransportConnection connection, Deadline deadline)
    {
        var exchange = dialogue.AskVersion(connection);
        FirmwareVersion? unknown = null;
        for (var attempt = 0; attempt < dialogue.VersionAttempts && !deadline.IsOver; attempt++)
        {
            if (exchange.Ask(deadline, options.DeviceTimeout / dialogue.VersionAttempts) != ReplyProgress.Complete)
            {
                continue;
            }

            var version = exchange.Answer;
            if (dialogue.Recognize(version) is { } names)
            {
                if (attempt == 0 && _failure is null)
                {
                    times.Add(exchange.AnswerTime); // else it may be the answer to an earlier query
                }

                ThrowIfExcluded(version);
                return Describe(version, names);
            }

            if (unknown?.Hex == version.Hex)
            {
                ThrowIfExcluded(version);
                break; // the same twice is not an accident
            }

            unknown = version;
        }

        throw unknown is null
            ? exchange.Failure(() => DeviceSession.NoAnswer(candidate, "the firmware version"))
            : new UnknownFirmwareException(unknown.Text, unknown.Hex, isRecordable: !dialogue.SharesUsbId);
    }

    private void ThrowIfExcluded(FirmwareVersion version)
    {
        if (options.FirmwareFilter?.Invoke(candidate, version.Text) == false)
        {
            throw new TemperDeviceNotFoundException(
                $"{candidate.Interface.Node}: the filter excludes firmware {version.Text}"
            );
        }
    }

    private TemperTimeoutException Silent(TimeSpan left) =>
        new(
            $"{candidate.Interface.Node}: no answer to the firmware version query; next query in "
                + $"{Math.Ceiling(left.TotalSeconds)} s, or at once after a replug"
        );

    private TemperDeviceInfo Describe(FirmwareVersion version, DecoderNames names) =>
        new()
        {
            PortPath = candidate.PortPath,
            Version = version.Text,
            FirmwareFamily = names.Family,
            Codec = names.Codec,
            VendorId = candidate.Interface.VendorId,
            ProductId = candidate.Interface.ProductId,
            BcdDevice = candidate.Interface.BcdDevice,
            InterfaceNumber = candidate.Interface.InterfaceNumber,
            Node = candidate.Interface.Node,
        };
}
