using Temper.Devices.Protocol;

namespace Temper.Devices.Tests.Protocol;

public sealed class ReadingAssemblerTests
{
    private readonly ReadingAssembler _assembler = new(FirmwareCatalogue.Families[0]);

    [TestCase("8004000000000000", true)]
    [TestCase("8004ffffffffffff", true)]
    [TestCase("8002000000000000", false, Description = "another length byte")]
    [TestCase("8204000000000000", false, Description = "the reply to another query")]
    [TestCase("54454d506572325f", false, Description = "a late version report")]
    [TestCase("80040000000000", false, Description = "short")]
    [TestCase("800400000000000000", false, Description = "long")]
    [TestCase("80", false)]
    [TestCase("", false)]
    public void Only_8_bytes_with_the_right_echo_and_length_are_a_reading(string report, bool complete)
        => _assembler.Offer(Convert.FromHexString(report)).Should().Be(complete ? ReportFate.Complete : ReportFate.Stray);

    [Test]
    public void The_message_says_what_was_expected() => _assembler.Expected.Should().Be("8 bytes that begin with 80 04");
}
