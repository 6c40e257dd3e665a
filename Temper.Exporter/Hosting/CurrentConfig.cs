using Temper.CommandLine.Config;

namespace Temper.Exporter.Hosting;

/// <summary>What the file of <c>--config</c> says, which a reload replaces.</summary>
internal sealed class CurrentConfig(UserConfig config)
{
    private volatile UserConfig _value = config;

    /// <summary>The config that holds now.</summary>
    public UserConfig Value
    {
        get => _value;
        set => _value = value;
    }
}
