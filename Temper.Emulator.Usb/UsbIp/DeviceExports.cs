namespace Temper.Emulator.Usb.UsbIp;

/// <summary>The devices that a server exports, and which of them a kernel has imported.</summary>
internal sealed class DeviceExports
{
    private readonly object _gate = new();
    private readonly SortedDictionary<int, DeviceExport> _exports = [];

    public bool Contains(int number)
    {
        lock (_gate)
        {
            return _exports.ContainsKey(number);
        }
    }

    public void Add(int number, EmulatedDevice device)
    {
        lock (_gate)
        {
            _exports[number] = new DeviceExport(number, device);
        }
    }

    /// <summary>Removes a device and returns it, or <see langword="null"/> if there is none.</summary>
    public DeviceExport? Remove(int number)
    {
        lock (_gate)
        {
            return _exports.Remove(number, out var export) ? export : null;
        }
    }

    /// <summary>Removes a device, unless another one has been plugged in under its number since.</summary>
    public void Remove(DeviceExport export)
    {
        lock (_gate)
        {
            _ =
                _exports.TryGetValue(export.Number, out var current)
                && current == export
                && _exports.Remove(export.Number);
        }
    }

    public IReadOnlyList<(int Number, DeviceModel Model)> Importable()
    {
        lock (_gate)
        {
            return
            [
                .. _exports
                    .Values.Where(export => !export.IsImported)
                    .Select(export => (export.Number, export.Device.Model)),
            ];
        }
    }

    /// <summary>Imports the device with a bus id. Returns <see langword="null"/> if a kernel has it already.</summary>
    public DeviceExport? Import(string busId)
    {
        lock (_gate)
        {
            var export = _exports.Values.FirstOrDefault(export =>
                !export.IsImported && UsbIpExport.BusId(export.Number) == busId
            );
            _ = export is not null && (export.IsImported = true);
            return export;
        }
    }

    public void Release(DeviceExport export)
    {
        lock (_gate)
        {
            export.IsImported = false;
        }
    }
}

/// <summary>A device for the time while it is plugged in.</summary>
internal sealed class DeviceExport(int number, EmulatedDevice device)
{
    public int Number { get; } = number;

    public EmulatedDevice Device { get; } = device;

    /// <summary>Cancelled when the device is unplugged.</summary>
    public CancellationTokenSource Unplug { get; } = new();

    /// <summary>Whether a kernel has it. Guarded by the lock of <see cref="DeviceExports"/>.</summary>
    public bool IsImported { get; set; }
}
