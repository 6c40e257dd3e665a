using Temper.Devices.Transport;

namespace Temper.Emulator;

/// <summary>A device for the time while it is plugged in: its nodes, its openers, and the holder of its lock.</summary>
internal sealed class PluggedDevice(EmulatedDevice device, int slot, int instance, TimeProvider time)
{
    private readonly object _gate = new();
    private readonly List<ReportQueue> _openers = [];
    private TaskCompletionSource _readerWaits = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ReportQueue? _lockHolder;

    public EmulatedDevice Device { get; } = device;

    public int Slot { get; } = slot;

    public UsbInterfaceInfo Keyboard { get; } = Describe(device, slot, instance, number: 0);

    public UsbInterfaceInfo Data { get; } = Describe(device, slot, instance, number: 1);

    public TimeProvider Time { get; } = time;

    /// <summary>Whether short and empty reports reach the openers. A kernel drops them.</summary>
    public bool DeliversShortReports { get; set; }

    public bool IsGone { get; private set; }

    public bool IsLocked
    {
        get
        {
            lock (_gate)
            {
                return _lockHolder is not null;
            }
        }
    }

    public ReportQueue Open()
    {
        var opener = new ReportQueue(Time);
        lock (_gate)
        {
            _openers.Add(opener);
        }

        return opener;
    }

    public void Close(ReportQueue opener)
    {
        Unlock(opener);
        lock (_gate)
        {
            _openers.Remove(opener);
        }
    }

    public void Remove()
    {
        IsGone = true;
        foreach (var opener in Openers())
        {
            opener.Wake();
        }
    }

    /// <summary>Delivers reports to every opener, as the kernel does.</summary>
    public void Deliver(IEnumerable<TimedReport> reports)
    {
        foreach (
            var report in reports.Where(report => DeliversShortReports || report.Bytes.Length == TemperHid.ReportLength)
        )
        {
            foreach (var opener in Openers())
            {
                opener.Receive(report);
            }
        }
    }

    public bool TryLock(ReportQueue opener)
    {
        lock (_gate)
        {
            _lockHolder ??= opener;
            return _lockHolder == opener;
        }
    }

    public void Unlock(ReportQueue opener)
    {
        lock (_gate)
        {
            _lockHolder = _lockHolder == opener ? null : _lockHolder;
        }
    }

    public Task WaitForReaderAsync()
    {
        lock (_gate)
        {
            if (_openers.TrueForAll(opener => !opener.IsWaiting) && _readerWaits.Task.IsCompleted)
            {
                _readerWaits = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            return _readerWaits.Task;
        }
    }

    public void SignalReader()
    {
        lock (_gate)
        {
            _readerWaits.TrySetResult();
        }
    }

    private List<ReportQueue> Openers()
    {
        lock (_gate)
        {
            return [.. _openers];
        }
    }

    private static UsbInterfaceInfo Describe(EmulatedDevice device, int slot, int instance, byte number)
    {
        var (vendor, product) = (device.Model.UsbId.VendorId, device.Model.UsbId.ProductId);
        return new UsbInterfaceInfo
        {
            PortPath = $"{device.PortPath}/input{number}",
            InstanceId = $"0003:{vendor:X4}:{product:X4}.{(2 * instance) + number:X4}",
            Node = $"/dev/hidraw{(2 * slot) + number}",
            VendorId = vendor,
            ProductId = product,
            BcdDevice = device.Model.BcdDevice,
            InterfaceNumber = number,
            ProductName = $"{device.Model.Manufacturer} {device.Model.Product}".Trim(),
        };
    }
}
