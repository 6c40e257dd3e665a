using Temper.Testing;

namespace Temper.Mqtt.Tests;

/// <summary>What the program prints about itself.</summary>
internal static class MqttHelpText
{
    public static async Task<string> PrintAsync(params string[] args)
    {
        var (output, error) = (new PrintedText(), new PrintedText());
        (await MqttProgram.RunAsync(args, output, error, new Dictionary<string, string>(), CancellationToken.None))
            .Should()
            .Be(0);
        return output.ToString();
    }
}
