using System.Globalization;
using Temper.Devices.Transport;

namespace Temper.Devices.HidSharp.Adapter;

/// <summary>
/// What is plugged in, in the order in which it was first seen, each described once: asking for strings opens the
/// device on some systems. Looks anew at each call, as the library's own change events are not to be relied on.
/// </summary>
internal sealed class PlugRegister(IHidLibrary library)
{
    /// <summary>
    /// Reports of a device have 8 bytes behind their id, in and out. A keyboard takes 1, for its lights.
    /// </summary>
    public const int DeviceReportLength = 1 + TemperHid.ReportLength;

    private const byte KeyboardInterface = 0;

    private readonly object _gate = new();
    private readonly List<Plugged> _plugged = [];
    private int _instances;

    /// <summary>Everything that is plugged in now.</summary>
    public IReadOnlyList<Plugged> Look()
    {
        lock (_gate)
        {
            var present = library.List();
            _plugged.RemoveAll(plugged => !present.Contains(plugged.Device));
            var known = _plugged.Select(plugged => plugged.Device).ToHashSet();
            _plugged.AddRange(
                present
                    .Where(device => !known.Contains(device))
                    .OrderBy(device => device.Path, StringComparer.Ordinal)
                    .Select(Describe)
            );
            return [.. _plugged];
        }
    }

    /// <summary>
    /// Regards a device whose stream broke as another one from now on, unless its path identifies it: between two
    /// listings, a device with other firmware may have been plugged into the same port.
    /// </summary>
    public void Distrust(Plugged broken)
    {
        lock (_gate)
        {
            if (DevicePath.Parse(broken.Device.Path).Instance is null)
            {
                _plugged.Remove(broken);
            }
        }
    }

    private Plugged Describe(IHidLibraryDevice device)
    {
        var path = DevicePath.Parse(device.Path);
        _instances++;
        return new(
            device,
            new UsbInterfaceInfo
            {
                PortPath = path.PortPath,
                InstanceId =
                    path.Instance ?? string.Create(CultureInfo.InvariantCulture, $"{device.Path}#{_instances}"),
                Node = device.Node ?? device.Path,
                VendorId = (ushort)device.VendorId,
                ProductId = (ushort)device.ProductId,
                BcdDevice = (ushort)device.ReleaseNumber,
                InterfaceNumber = path.InterfaceNumber ?? NumberByReports(device),
                ProductName = $"{TextOf(device.Manufacturer)} {TextOf(device.Product)}".Trim(),
            }
        );
    }

    // What cannot be looked at counts as the keyboard, which is never opened.
    private static byte NumberByReports(IHidLibraryDevice device)
    {
        try
        {
            return device.InputLength() == DeviceReportLength && device.OutputLength() == DeviceReportLength
                ? TemperHid.DataInterface
                : KeyboardInterface;
        }
        catch (Exception)
        {
            return KeyboardInterface;
        }
    }

    // A device without a name of its own makes the library throw.
    private static string TextOf(Func<string?> text)
    {
        try
        {
            return text() ?? "";
        }
        catch (Exception)
        {
            return "";
        }
    }
}

/// <summary>A device, and its identity.</summary>
internal sealed record Plugged(IHidLibraryDevice Device, UsbInterfaceInfo Info);
