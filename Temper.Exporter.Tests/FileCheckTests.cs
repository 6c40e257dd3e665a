using Temper.CommandLine;
using Temper.Testing;

namespace Temper.Exporter.Tests;

public sealed class FileCheckTests
{
    [Test]
    public async Task Files_can_be_checked_without_serving()
    {
        using var web = new TemporaryFile("rate_limit: {interval: 1s, burst: 1}");
        var (output, error) = (new PrintedText(), new PrintedText());

        var exitCode = await ExporterProgram.RunAsync(
            ["--web.config.check", "--web.config.file", web.Path, "--simulate"],
            output,
            error
        );

        exitCode.Should().Be(ExitCode.Success);
        output.ToString().Should().Be("temper-exporter: the configuration is valid\n");
        error.ToString().Should().BeEmpty();
    }
}
