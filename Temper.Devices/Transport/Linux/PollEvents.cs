namespace Temper.Devices.Transport.Linux;

/// <summary>Event bits of <c>poll(2)</c>.</summary>
[Flags]
internal enum PollEvents : short
{
    None = 0,
    Input = 0x001,
    Error = 0x008,
    HangUp = 0x010,
    Invalid = 0x020,
}
