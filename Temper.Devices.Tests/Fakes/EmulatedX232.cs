using System.Text;
using Microsoft.Extensions.Time.Testing;
using Temper.Devices.Transport;
using Temper.Emulator;

namespace Temper.Devices.Tests.Fakes;

/// <summary>
/// A TEMPerX232 on a clock of its own: it takes commands as text, answers line by line after a delay, and moves the
/// clock whenever it keeps its reader waiting.
/// </summary>
internal sealed class EmulatedX232(FakeTimeProvider time) : ITransport
{
    private readonly List<(TimeSpan At, byte[] Bytes)> _coming = [];
    private readonly StringBuilder _command = new();

    public UsbInterfaceInfo Port { get; set; } =
        new()
        {
            Transport = TransportKind.Serial,
            PortPath = "usb-3f980000.usb-1.4/tty",
            InstanceId = "1-1.4:1.0/ttyUSB0#7",
            Node = "/dev/ttyUSB0",
            VendorId = 0x1a86,
            ProductId = 0x5523,
            InterfaceNumber = 0,
        };

    private TimeSpan Now => time.GetUtcNow() - time.Start;

    public string Version { get; set; } = "TEMPerX232_V2.0\r\n";

    /// <summary>What answers a calibration query: capture x232v20-readcalib.</summary>
    public string Calibration { get; set; } = "Inner-Calib:0.0 [C],0.0 [%RH]\nOuter-Calib:0.0 [C],0.0 [%RH]";

    /// <summary>What answers a reading query, each piece after a pause.</summary>
    public List<(int AfterMs, string Text)> Reply { get; set; } =
    [(80, "Temp-Inner:30.53 [C],39.92 [%RH]<\r\n"), (20, "Temp-Outer:-0.31 [C]<\r\n")];

    /// <summary>Called for each reading query, with its number from 1, before it is answered.</summary>
    public Action<int>? OnQuery { get; set; }

    /// <summary>The time that it takes to report its version.</summary>
    public int VersionAfterMs { get; set; } = 10;

    /// <summary>Which commands it loses; <see langword="null"/> for none.</summary>
    public QueryLoss? Loss { get; set; }

    /// <summary>Whether it begins with a command only after it has answered the one before.</summary>
    public bool IsBusyWhileAnswering { get; set; } = true;

    public List<string> Commands { get; } = [];

    public int Opened { get; private set; }

    public bool IsUnplugged { get; set; }

    /// <summary>How long another program has the lock yet.</summary>
    public TimeSpan LockedFor { get; set; }

    public IReadOnlyList<UsbInterfaceInfo> Enumerate() => IsUnplugged ? [] : [Port];

    public ITransportConnection Open(UsbInterfaceInfo target)
    {
        Opened++;
        return IsUnplugged ? throw new TemperDeviceGoneException("gone") : new Connection(this);
    }

    /// <summary>Lets the device send something of its own accord.</summary>
    public void Send(int afterMs, string text)
    {
        var last = _coming.Count > 0 && _coming[^1].At > Now ? _coming[^1].At : Now;
        _coming.Add((last + TimeSpan.FromMilliseconds(afterMs), Encoding.Latin1.GetBytes(text)));
    }

    private void Take(string bytes)
    {
        _command.Append(bytes);
        var command = _command.ToString();
        if (command is "Version" or "ReadTemp")
        {
            Commands.Add(command);
            _command.Clear();
            Answer(command);
        }
        else if (command == "ReadCalib")
        {
            Commands.Add(command);
            _command.Clear();
            Send(10, Calibration);
        }
    }

    private void Answer(string command)
    {
        if (command == "ReadTemp")
        {
            OnQuery?.Invoke(Commands.Count(sent => sent == command));
        }

        if (Loss?.Next() == true)
        {
            return;
        }

        if (command == "Version")
        {
            Send(Pause(VersionAfterMs), Version);
            return;
        }

        Send(Pause(Reply.Count > 0 ? Reply[0].AfterMs : 0), Reply.Count > 0 ? Reply[0].Text : "");
        Reply.Skip(1).ToList().ForEach(line => Send(line.AfterMs, line.Text));
    }

    // How long after what is coming already an answer begins.
    private int Pause(int afterMs)
    {
        var busy = _coming.Count > 0 && !IsBusyWhileAnswering ? (_coming[^1].At - Now).TotalMilliseconds : 0;
        return Math.Max(0, afterMs - (int)Math.Max(0, busy));
    }

    private bool WaitForLock(TimeSpan timeout)
    {
        var waited = LockedFor < timeout ? LockedFor : timeout;
        time.Advance(waited);
        LockedFor -= waited;
        return LockedFor == TimeSpan.Zero;
    }

    private int Read(Span<byte> buffer, TimeSpan timeout)
    {
        var end = Now + timeout;
        var due = _coming.Count > 0 && _coming[0].At <= end;
        var until =
            !due ? end
            : _coming[0].At > Now ? _coming[0].At
            : Now;
        time.Advance(until - Now);
        if (!due)
        {
            return 0;
        }

        var (at, bytes) = _coming[0];
        var length = Math.Min(bytes.Length, buffer.Length);
        bytes.AsSpan(0, length).CopyTo(buffer);
        _coming.RemoveAt(0);
        if (length < bytes.Length)
        {
            _coming.Insert(0, (at, bytes[length..]));
        }

        return length;
    }

    private sealed class Connection(EmulatedX232 device) : ITransportConnection
    {
        public bool TryLock(TimeSpan timeout) => device.WaitForLock(timeout);

        public void Unlock() { }

        public void Write(ReadOnlySpan<byte> bytes)
        {
            ThrowIfUnplugged();
            device.Take(Encoding.ASCII.GetString(bytes));
        }

        public int Read(Span<byte> buffer, TimeSpan timeout)
        {
            ThrowIfUnplugged();
            return device.Read(buffer, timeout);
        }

        public void Dispose() { }

        private void ThrowIfUnplugged()
        {
            if (device.IsUnplugged)
            {
                throw new TemperDeviceGoneException("gone");
            }
        }
    }
}
