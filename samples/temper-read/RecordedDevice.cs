using Temper.Devices;
using Temper.Devices.Captures;
using Temper.Devices.Transport;

namespace Temper.Read;

/// <summary>Prints a recorded device like one that is plugged in.</summary>
internal static class RecordedDevice
{
    private const string PortPath = "capture/input1";
    private const string Node = "capture";

    /// <summary>Prints the recorded reading, or why it cannot be decoded.</summary>
    /// <returns>The exit status.</returns>
    public static int Print(Capture capture, bool asJson, TextWriter output, TextWriter error)
    {
        var snapshot = new TemperSnapshot([SnapshotOf(capture)], DateTimeOffset.UnixEpoch, TimeSpan.Zero);
        var form = asJson ? OutputForm.Json : OutputForm.Text;
        return ReadCommand.Print(snapshot, new ReportOptions(form, Units.Celsius), output, error);
    }

    private static DeviceSnapshot SnapshotOf(Capture capture)
    {
        var candidate = new TemperCandidate(InterfaceOf(capture.UsbId), Unsupported: null);
        var info = InfoOf(capture);
        try
        {
            return new DeviceSnapshot(candidate, info!, Decoder.Decode(capture), DateTimeOffset.UnixEpoch);
        }
        catch (TemperException e)
        {
            return new DeviceSnapshot(candidate, info, e, DateTimeOffset.UnixEpoch);
        }
    }

    private static UsbInterfaceInfo InterfaceOf(UsbId id) =>
        new()
        {
            PortPath = PortPath,
            InstanceId = Node,
            Node = Node,
            VendorId = id.VendorId,
            ProductId = id.ProductId,
            InterfaceNumber = TemperHid.DataInterface,
        };

    // An unknown firmware has no family and no codec.
    private static TemperDeviceInfo? InfoOf(Capture capture) =>
        SupportedFirmware.Find(capture.Version) is { } row
            ? new TemperDeviceInfo
            {
                PortPath = PortPath,
                Version = capture.Version,
                FirmwareFamily = row.Family,
                Codec = row.Codec,
                VendorId = capture.UsbId.VendorId,
                ProductId = capture.UsbId.ProductId,
                BcdDevice = 0,
                InterfaceNumber = TemperHid.DataInterface,
                Node = Node,
            }
            : null;
}
