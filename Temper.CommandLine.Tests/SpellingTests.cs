namespace Temper.CommandLine.Tests;

/// <summary>The suggestions for misspelled words.</summary>
public sealed class SpellingTests
{
    private static readonly string[] Known = ["--json", "--csv", "--bind-port", "--bind-address", "--simulate"];

    [TestCase("--jsno", "--json")] // two letters swapped
    [TestCase("--jso", "--json")]
    [TestCase("--simmulate", "--simulate")]
    [TestCase("--bind-adress", "--bind-address")]
    [TestCase("--port", "--bind-port")] // the end of one flag
    [TestCase("--simul", "--simulate")] // the beginning of one flag
    public void A_near_word_is_suggested(string word, string expected) =>
        Spelling.Nearest(word, Known).Should().Be(expected);

    [TestCase("--x")]
    [TestCase("--bind")] // the beginning of two flags
    [TestCase("--fahrenheit")]
    public void Without_a_near_word_there_is_no_suggestion(string word) =>
        Spelling.Nearest(word, Known).Should().BeNull();
}
