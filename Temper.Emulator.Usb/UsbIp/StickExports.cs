namespace Temper.Emulator.Usb.UsbIp;

/// <summary>The sticks that a server has, and which of them a kernel holds.</summary>
internal sealed class StickExports
{
    private readonly object _gate = new();
    private readonly SortedDictionary<int, StickExport> _exports = [];

    public bool Contains(int number)
    {
        lock (_gate)
        {
            return _exports.ContainsKey(number);
        }
    }

    public void Add(int number, EmulatedStick stick)
    {
        lock (_gate)
        {
            _exports[number] = new StickExport(number, stick);
        }
    }

    /// <summary>Takes a stick out and gives it, or <see langword="null"/> when there is none.</summary>
    public StickExport? Remove(int number)
    {
        lock (_gate)
        {
            return _exports.Remove(number, out var export) ? export : null;
        }
    }

    /// <summary>Takes out this one only: another may have been plugged in under its number since.</summary>
    public void Remove(StickExport export)
    {
        lock (_gate)
        {
            _ =
                _exports.TryGetValue(export.Number, out var current)
                && current == export
                && _exports.Remove(export.Number);
        }
    }

    public IReadOnlyList<(int Number, StickModel Model)> Importable()
    {
        lock (_gate)
        {
            return
            [
                .. _exports
                    .Values.Where(export => !export.IsImported)
                    .Select(export => (export.Number, export.Stick.Model)),
            ];
        }
    }

    /// <summary>The stick with that bus id, for one kernel only, or <see langword="null"/>.</summary>
    public StickExport? Import(string busId)
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

    public void GiveBack(StickExport export)
    {
        lock (_gate)
        {
            export.IsImported = false;
        }
    }
}

/// <summary>A stick from plugging in to unplugging.</summary>
internal sealed class StickExport(int number, EmulatedStick stick)
{
    public int Number { get; } = number;

    public EmulatedStick Stick { get; } = stick;

    /// <summary>Cancelled when it is unplugged.</summary>
    public CancellationTokenSource Unplug { get; } = new();

    /// <summary>Guarded by <see cref="StickExports"/>.</summary>
    public bool IsImported { get; set; }
}
