namespace Temper.Devices.HidSharp.Adapter;

/// <summary>
/// What is used of HidSharp, and no more: the rest of this folder compiles, and is tested, without the package. Any
/// member may throw what HidSharp throws.
/// </summary>
internal interface IHidLibrary
{
    /// <summary>
    /// What the library needs on this machine and does not find, or <see langword="null"/>. It lists nothing then, and
    /// no error shows why.
    /// </summary>
    string? Missing { get; }

    /// <summary>Looks what is plugged in now.</summary>
    IReadOnlyList<IHidLibraryDevice> List();
}

/// <summary>One HID interface. Two are equal while they are known to be the same device, plugged in once.</summary>
internal interface IHidLibraryDevice
{
    /// <summary>The operating system's name for it.</summary>
    string Path { get; }

    /// <summary>Its device node, on Linux.</summary>
    string? Node { get; }

    int VendorId { get; }

    int ProductId { get; }

    /// <summary>Binary coded decimal.</summary>
    int ReleaseNumber { get; }

    string Manufacturer();

    string Product();

    /// <summary>Length of the longest input report, the report id's byte included.</summary>
    int InputLength();

    /// <summary>Length of the longest output report, the report id's byte included.</summary>
    int OutputLength();

    IHidLibraryStream Open();
}

/// <summary>An open HID interface. Disposing can take seconds: it waits for the library's own threads.</summary>
internal interface IHidLibraryStream : IDisposable
{
    /// <summary>Sends a report that begins with its id.</summary>
    /// <exception cref="TimeoutException">It was not taken in time; the library still holds it.</exception>
    void Write(byte[] report, int timeoutMs);

    /// <summary>Waits for a report; its id comes first, 0 where the device has none.</summary>
    /// <exception cref="TimeoutException">None came in time.</exception>
    int Read(byte[] report, int timeoutMs);
}
