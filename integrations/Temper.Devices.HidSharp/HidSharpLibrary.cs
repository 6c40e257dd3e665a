using System.Runtime.InteropServices;
using HidSharp;
using Temper.Devices.HidSharp.Adapter;

namespace Temper.Devices.HidSharp;

/// <summary>The only file that knows HidSharp. No decision is made here.</summary>
internal sealed class HidSharpLibrary : IHidLibrary
{
    private const string Libudev = "libudev.so.1";

    private readonly Lazy<string?> _missing = new(() =>
        OperatingSystem.IsLinux() && !NativeLibrary.TryLoad(Libudev, out _) ? Libudev : null
    );

    public string? Missing => _missing.Value;

    public IReadOnlyList<IHidLibraryDevice> List() =>
        [.. DeviceList.Local.GetHidDevices().Select(device => new LibraryDevice(device))];

    /// <summary>A record: equal when HidSharp's device is the same object, so until it was seen unplugged.</summary>
    private sealed record LibraryDevice(HidDevice Device) : IHidLibraryDevice
    {
        public string Path => Device.DevicePath;

        public string? Node => OperatingSystem.IsLinux() ? Device.GetFileSystemName() : null;

        public int VendorId => Device.VendorID;

        public int ProductId => Device.ProductID;

        public int ReleaseNumber => Device.ReleaseNumberBcd;

        public string Manufacturer() => Device.GetManufacturer();

        public string Product() => Device.GetProductName();

        public int InputLength() => Device.GetMaxInputReportLength();

        public int OutputLength() => Device.GetMaxOutputReportLength();

        public IHidLibraryStream Open() => new LibraryStream(Device.Open());
    }

    private sealed class LibraryStream(HidStream stream) : IHidLibraryStream
    {
        public void Write(byte[] report, int timeoutMs)
        {
            stream.WriteTimeout = timeoutMs;
            stream.Write(report, 0, report.Length);
        }

        public int Read(byte[] report, int timeoutMs)
        {
            stream.ReadTimeout = timeoutMs;
            return stream.Read(report, 0, report.Length);
        }

        public void Dispose() => stream.Dispose();
    }
}
