using Temper.Testing;

namespace Temper.Mqtt.Tests;

/// <summary>The completion files of temper-mqtt, which the package installs.</summary>
[Platform("Linux", Reason = "runs shells")]
public sealed class CompletionTests
{
    private readonly ShellCompletion _completion = new("temper-mqtt");

    [TestCaseSource(typeof(ShellCompletion), nameof(ShellCompletion.Shells))]
    public async Task The_packaged_file_is_what_the_program_prints(string shell) =>
        File.ReadAllText(_completion.FileOf(shell))
            .Should()
            .Be(await MqttHelpText.PrintAsync("completion", shell), "packaging/completions writes it");

    [TestCaseSource(typeof(ShellCompletion), nameof(ShellCompletion.Shells))]
    public async Task The_file_has_the_syntax_of_its_shell(string shell)
    {
        var errors = await ShellCompletion.SyntaxErrorsAsync(shell, _completion.FileOf(shell));
        Assume.That(errors, Is.Not.Null, $"{shell} is not installed");

        errors.Should().BeEmpty();
    }

    [TestCase("temper-mqtt --bro", "--broker")]
    [TestCase("temper-mqtt --password-file /etc/hostn", "/etc/hostname")]
    [TestCase("temper-mqtt --ca-file=/etc/hostn", "/etc/hostname")]
    [TestCase("temper-mqtt --interval ", "")]
    public async Task Bash_completes_flags_and_files(string line, string expected) =>
        string.Join(' ', await _completion.CompleteInBashAsync(_completion.FileOf("bash"), line)).Should().Be(expected);
}
