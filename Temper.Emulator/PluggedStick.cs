using Temper.Devices.Transport;

namespace Temper.Emulator;

/// <summary>A stick from plugging in to unplugging: its nodes, who has them open, who holds the lock.</summary>
internal sealed class PluggedStick(EmulatedStick stick, int slot, int instance, TimeProvider time)
{
    private readonly object _gate = new();
    private readonly List<EmulatedConnection> _openers = [];
    private TaskCompletionSource _readerWaits = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private EmulatedConnection? _lockHolder;

    public EmulatedStick Stick { get; } = stick;

    public int Slot { get; } = slot;

    public HidInterfaceInfo Keyboard { get; } = Describe(stick, slot, instance, number: 0);

    public HidInterfaceInfo Data { get; } = Describe(stick, slot, instance, number: 1);

    public TimeProvider Time { get; } = time;

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

    public EmulatedConnection Open(EmulatedHidBackend backend)
    {
        var connection = new EmulatedConnection(this, backend);
        lock (_gate)
        {
            _openers.Add(connection);
        }

        return connection;
    }

    public void Close(EmulatedConnection connection)
    {
        Unlock(connection);
        lock (_gate)
        {
            _openers.Remove(connection);
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

    /// <summary>The kernel gives each report to every opener.</summary>
    public void Deliver(IEnumerable<TimedReport> reports)
    {
        foreach (var report in reports)
        {
            foreach (var opener in Openers())
            {
                opener.Receive(report);
            }
        }
    }

    public bool TryLock(EmulatedConnection connection)
    {
        lock (_gate)
        {
            _lockHolder ??= connection;
            return _lockHolder == connection;
        }
    }

    public void Unlock(EmulatedConnection connection)
    {
        lock (_gate)
        {
            _lockHolder = _lockHolder == connection ? null : _lockHolder;
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

    private List<EmulatedConnection> Openers()
    {
        lock (_gate)
        {
            return [.. _openers];
        }
    }

    private static HidInterfaceInfo Describe(EmulatedStick stick, int slot, int instance, byte number)
    {
        var (vendor, product) = (stick.Model.UsbId.VendorId, stick.Model.UsbId.ProductId);
        return new HidInterfaceInfo
        {
            PortPath = $"{stick.PortPath}/input{number}",
            InstanceId = $"0003:{vendor:X4}:{product:X4}.{(2 * instance) + number:X4}",
            Node = $"/dev/hidraw{(2 * slot) + number}",
            VendorId = vendor,
            ProductId = product,
            BcdDevice = stick.Model.BcdDevice,
            InterfaceNumber = number,
            ProductName = $"{stick.Model.Manufacturer} {stick.Model.Product}".Trim(),
        };
    }
}
