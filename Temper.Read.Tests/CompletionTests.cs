using Temper.Testing;

namespace Temper.Read.Tests;

/// <summary>The completion files of temper-read, which the package installs.</summary>
[Platform("Linux", Reason = "runs shells")]
public sealed class CompletionTests
{
    private readonly ShellCompletion _completion = new("temper-read");

    [TestCaseSource(typeof(ShellCompletion), nameof(ShellCompletion.Shells))]
    public async Task The_packaged_file_is_what_the_program_prints(string shell) =>
        File.ReadAllText(_completion.FileOf(shell))
            .Should()
            .Be(await PrintAsync("completion", shell), "packaging/completions writes it");

    [TestCaseSource(typeof(ShellCompletion), nameof(ShellCompletion.Shells))]
    public async Task The_file_has_every_flag_and_command(string shell)
    {
        var text = File.ReadAllText(_completion.FileOf(shell));
        var dashes = shell == "fish" ? "-l " : "--";
        foreach (var command in new string[][] { [], ["decode"], ["replay"], ["capture"], ["check"] })
        {
            ShellCompletion
                .FlagsIn(await PrintAsync([.. command, "--help"]))
                .Should()
                .NotBeEmpty()
                .And.AllSatisfy(flag => text.Should().MatchRegex($"{dashes}{flag[2..].Replace(".", "\\.")}\\b"));
        }

        text.Should().ContainAll("decode", "replay", "capture", "check");
    }

    [TestCaseSource(typeof(ShellCompletion), nameof(ShellCompletion.Shells))]
    public async Task The_file_has_the_syntax_of_its_shell(string shell)
    {
        var errors = await ShellCompletion.SyntaxErrorsAsync(shell, _completion.FileOf(shell));
        Assume.That(errors, Is.Not.Null, $"{shell} is not installed");

        errors.Should().BeEmpty();
    }

    [TestCase("temper-read --js", "--json")]
    [TestCase("temper-read cap", "capture")]
    [TestCase("temper-read --simulate dem", "demo")]
    [TestCase("temper-read --watch 1 --cou", "--count")]
    [TestCase("temper-read --watch ", "")]
    [TestCase("temper-read capture --fo", "--force")]
    [TestCase("temper-read check --quantity h", "humidity")]
    [TestCase("temper-read decode --fi", "--firmware")]
    [TestCase("temper-read decode --for", "")]
    [TestCase("temper-read --config /etc/hostn", "/etc/hostname")]
    [TestCase("temper-read replay /etc/hostn", "/etc/hostname")]
    [TestCase("temper-read --decoder TEMPer1F_V1.3=", "centi fm75")]
    [TestCase("temper-read --decoder=TEMPer1F_V1.3=f", "fm75")]
    public async Task Bash_completes_flags_commands_values_and_files(string line, string expected) =>
        string.Join(' ', await _completion.CompleteInBashAsync(_completion.FileOf("bash"), line)).Should().Be(expected);

    private static async Task<string> PrintAsync(params string[] args)
    {
        var output = new PrintedText();
        (await ReadProgram.RunAsync(args, output, TextWriter.Null)).Should().Be(0);
        return output.ToString();
    }
}
