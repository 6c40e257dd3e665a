namespace Temper.Devices.HidSharp.Adapter;

/// <summary>
/// Converts the exceptions of HidSharp. Most are IOExceptions, which differ only in what is plugged in.
/// </summary>
/// <param name="Node">The device.</param>
/// <param name="IsPresent">Whether it is still plugged in.</param>
/// <param name="Broken">Called when its stream can no longer be used.</param>
internal sealed record LibraryErrors(string Node, Func<bool> IsPresent, Action Broken)
{
    private const int AccessDenied = 13; // EACCES, the one case in which HidSharp throws UnauthorizedAccessException

    public TemperConnectionException Of(Exception error, string doing)
    {
        switch (error)
        {
            case UnauthorizedAccessException:
                const string Advice = "install the udev rule (temper-read --list prints it) or run as its group";
                return new TemperPermissionException($"no permission to open {Node}: {Advice}", AccessDenied);
            case TimeoutException:
                return new TemperConnectionException(
                    $"{Node} did not accept the query; replug the device",
                    inner: error
                );
            case FileNotFoundException:
            case var _ when !IsPresent():
                return new TemperDeviceGoneException($"{Node} disappeared; the device was unplugged");
            default:
                Broken();
                return new TemperConnectionException($"cannot {doing} {Node}: {error.Message}", inner: error);
        }
    }
}
