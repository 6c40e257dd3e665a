using System.Runtime.InteropServices;

namespace Temper.Devices.Transport.Hidraw;

/// <summary>Error numbers in words.</summary>
internal static class SystemText
{
    public static string Of(int errno) => $"{Marshal.GetPInvokeErrorMessage(errno)} (errno {errno})";
}
