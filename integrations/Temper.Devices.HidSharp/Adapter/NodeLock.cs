using Microsoft.Win32.SafeHandles;

namespace Temper.Devices.HidSharp.Adapter;

/// <summary>
/// The advisory lock that the hidraw backend takes too: .NET takes <c>flock(LOCK_EX)</c> for a file that is opened
/// unshared. Where there is no node there is no such lock, and programs do not know of each other.
/// </summary>
internal sealed class NodeLock(string? node)
{
    private const int WouldBlock = 11; // EWOULDBLOCK: an IOException's HResult is the errno on Linux

    private SafeFileHandle? _held;

    public bool TryTake()
    {
        try
        {
            _held ??= node is null ? null : File.OpenHandle(node, FileMode.Open, FileAccess.Read, FileShare.None);
            return true;
        }
        catch (IOException e) when (e.HResult == WouldBlock)
        {
            return false;
        }
    }

    public void Release()
    {
        _held?.Dispose();
        _held = null;
    }
}
