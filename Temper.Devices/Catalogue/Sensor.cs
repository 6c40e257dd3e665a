namespace Temper.Devices.Catalogue;

/// <summary>The names of sensors.</summary>
internal static class Sensor
{
    public const string Internal = "internal";
    public const string External = "external";
    public const string SecondExternal = "external2";

    /// <summary>The one sensor of a hygrometer with 0c45:7402, which has no name with yrro/temper-exporter.</summary>
    public const string Only = "";
}
