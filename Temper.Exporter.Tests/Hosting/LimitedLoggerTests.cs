using Microsoft.Extensions.Logging;
using Temper.Exporter.Hosting;
using Temper.Testing;

namespace Temper.Exporter.Tests.Hosting;

public sealed class LimitedLoggerTests
{
    private readonly ObservedTimeProvider _time = new();
    private readonly ListLoggerFactory _log = new();

    [Test]
    public void Events_of_a_kind_are_one_line_and_one_with_their_number_each_minute()
    {
        using var factory = new LimitedLoggerFactory(_log, _time, _ => true);
        var logger = factory.CreateLogger("x");
        for (var connection = 0; connection < 5000; connection++)
        {
            Log(logger, 24, $"connection {connection} refused");
        }

        Log(logger, 25, "other");
        _log.Lines.Should().Equal("Warning connection 0 refused", "Warning other");
        _time.Advance(LimitedLogger.Period);
        _log.Lines.Skip(2)
            .Should()
            .Equal("Warning similar messages suppressed in the last minute count=4999 last=connection 4999 refused");

        Log(logger, 24, "again");
        _time.Advance(LimitedLogger.Period);
        _log.Lines.Skip(3).Should().Equal("Warning similar messages suppressed in the last minute count=1 last=again");
    }

    [Test]
    public void After_a_quiet_minute_it_begins_anew()
    {
        using var factory = new LimitedLoggerFactory(_log, _time, _ => true);
        var logger = factory.CreateLogger("x");
        Log(logger, 24, "a");
        _time.Advance(LimitedLogger.Period);

        Log(logger, 24, "b");

        _log.Lines.Should().Equal("Warning a", "Warning b");
        _time.TimerCount.Should().Be(1);
    }

    [Test]
    public void What_is_still_counted_at_the_end_is_logged()
    {
        var factory = new LimitedLoggerFactory(_log, _time, _ => true);
        var logger = factory.CreateLogger("x");
        Log(logger, 24, "a");
        Log(logger, 24, "b");

        factory.Dispose();

        _log.Lines.Should().Equal("Warning a", "Warning similar messages suppressed in the last minute count=1 last=b");
        _time.TimerCount.Should().Be(0);
    }

    [TestCase("Microsoft.AspNetCore.Server.Kestrel.Connections", true)]
    [TestCase("Microsoft.AspNetCore.Server.Kestrel", true)]
    [TestCase(ExporterLogging.Repeated, true)]
    [TestCase("Temper.Devices.TemperDeviceSet", false)] // logs changes only
    [TestCase("Temper", false)] // logs the start and the stop
    public void What_a_client_can_cause_is_limited(string category, bool expected) =>
        ExporterLogging.IsLimited(category).Should().Be(expected);

    private static void Log(ILogger logger, int id, string message) =>
        logger.Log(LogLevel.Warning, new EventId(id), message, exception: null, (state, _) => state);
}
