using Temper.Testing;

namespace Temper.Exporter.Tests.Settings;

/// <summary>The completion files of temper-exporter, which the package installs.</summary>
[Platform("Linux", Reason = "runs shells")]
public sealed class CompletionTests
{
    private readonly ShellCompletion _completion = new("temper-exporter");

    [TestCaseSource(typeof(ShellCompletion), nameof(ShellCompletion.Shells))]
    public async Task The_packaged_file_is_what_the_program_prints(string shell) =>
        File.ReadAllText(_completion.FileOf(shell))
            .Should()
            .Be(await PrintAsync("completion", shell), "packaging/completions writes it");

    [TestCaseSource(typeof(ShellCompletion), nameof(ShellCompletion.Shells))]
    public async Task The_file_has_every_flag(string shell)
    {
        var text = File.ReadAllText(_completion.FileOf(shell));
        var dashes = shell == "fish" ? "-l " : "--";

        ShellCompletion
            .FlagsIn(await PrintAsync("--help"))
            .Should()
            .HaveCountGreaterThan(15)
            .And.AllSatisfy(flag => text.Should().MatchRegex($"{dashes}{flag[2..].Replace(".", "\\.")}\\b"));
    }

    [TestCaseSource(typeof(ShellCompletion), nameof(ShellCompletion.Shells))]
    public async Task The_file_has_the_syntax_of_its_shell(string shell)
    {
        var errors = await ShellCompletion.SyntaxErrorsAsync(shell, _completion.FileOf(shell));
        Assume.That(errors, Is.Not.Null, $"{shell} is not installed");

        errors.Should().BeEmpty();
    }

    [TestCase("temper-exporter --web.l", "--web.listen-address")]
    [TestCase("temper-exporter --log.level ", "debug error info warn")]
    [TestCase("temper-exporter --log.level=w", "warn")]
    [TestCase("temper-exporter --log.format j", "json")]
    [TestCase("temper-exporter --bind-v6only ", "0 1")]
    [TestCase("temper-exporter --bind-port ", "")]
    [TestCase("temper-exporter --simulate --dew", "--dew-point")]
    [TestCase("temper-exporter --config /etc/hostn", "/etc/hostname")]
    [TestCase("temper-exporter --decoder TEMPer1F_H1V1.5F=sht", "sht1x sht20")]
    public async Task Bash_completes_flags_values_and_files(string line, string expected) =>
        string.Join(' ', await _completion.CompleteInBashAsync(_completion.FileOf("bash"), line)).Should().Be(expected);

    private static async Task<string> PrintAsync(params string[] args)
    {
        var (output, error) = (new PrintedText(), new PrintedText());
        (await ExporterProgram.RunAsync(args, output, error)).Should().Be(0);
        return output.ToString();
    }
}
