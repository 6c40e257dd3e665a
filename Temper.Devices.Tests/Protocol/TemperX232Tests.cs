using System.Text;
using Temper.Devices.Protocol;
using Temper.Devices.Protocol.Text;

namespace Temper.Devices.Tests.Protocol;

public sealed class TemperX232Tests
{
    // First line: capture x232v20-readtemp. Second: protocol.md, from ccwienk/temper issue 37.
    [TestCase("Temp-Inner:30.53 [C],39.92 [%RH]<", "internal", 30.53, 39.92)]
    [TestCase("Temp-Outer:-0.31 [C]<", "external", -0.31, null)]
    [TestCase("Temp-Outer:-40.00 [C],12.5 [%RH]<", "external", -40.0, 12.5)]
    [TestCase("Temp-Inner:+5[C]<", "internal", 5.0, null)]
    [TestCase("Temp-Inner: 21.00 [C] , 50.00 [%RH] < ", "internal", 21.0, 50.0)]
    public void A_line_names_one_sensor_and_its_values(string line, string sensor, double celsius, double? percent) =>
        Parse(line, isEnded: false).Should().Be(new TextSensorLine(sensor, celsius, percent));

    [TestCase("")]
    [TestCase("<")]
    [TestCase("Temp-Inner:<")]
    [TestCase("Temp-Inner: [C]<")]
    [TestCase("Temp-Inner:- [C]<")]
    [TestCase("Temp-Inner:1.2.3 [C]<")]
    [TestCase("Temp-Inner:NaN [C]<")]
    [TestCase("Temp-Inner:Infinity [C]<")]
    [TestCase("Temp-Inner:1e1 [C]<")]
    [TestCase("Temp-Inner:1,5 [C]<")]
    [TestCase("Temp-Inner:86.95 [F]<")]
    [TestCase("Temp-Inner:30.53 [C],39.92<")]
    [TestCase("Temp-Inner:30.53 [C],39.92 [%RH],1<")]
    [TestCase("Temp-Inner:30.53 [C],<")]
    [TestCase("Temp-Middle:30.53 [C]<")]
    [TestCase("emp-Inner:30.53 [C]<")]
    [TestCase("Temp-Inner:3\u00000.53 [C]<")]
    [TestCase("Inner-Calib:0.0 [C],0.0 [%RH]")]
    [TestCase("Temp-Inner:30.53 [C]<Temp-Outer:1.00 [C]<")]
    public void Anything_else_is_not_a_sensor(string line) => Parse(line, isEnded: true).Should().BeNull();

    [Test]
    public void A_line_that_stops_before_its_end_is_half_a_line()
    {
        Parse("Temp-Inner:30.53 [C]", isEnded: false).Should().BeNull();
        Parse("Temp-Inner:30.53 [C]", isEnded: true)!.Value.Celsius.Should().Be(30.53);
    }

    [TestCase("TEMPerX232_V2.0", true)]
    [TestCase("TEMPerX232_V2.5", true)]
    [TestCase("TEMPerX232_V2.", false)]
    [TestCase("TEMPerX232_V", false)]
    [TestCase("TEMPerX232_V2.x", false)]
    [TestCase("X232_V2.0", false)]
    public void A_version_is_whole_or_none(string line, bool isVersion) =>
        TemperX232.IsVersion(Encoding.ASCII.GetBytes(line)).Should().Be(isVersion);

    [TestCase("Temp-Outer:-55.00 [C]<", true)]
    [TestCase("Temp-Outer:-55.01 [C]<", false)]
    [TestCase("Temp-Outer:125.00 [C]<", true)]
    [TestCase("Temp-Outer:125.01 [C]<", false)]
    [TestCase("Temp-Outer:99999999999999999999999999999999 [C]<", false)]
    public void A_temperature_no_chip_can_measure_is_out_of_range(string line, bool isGood)
    {
        var reading = Read(line);

        reading.Sensors.Should().HaveCount(isGood ? 1 : 0);
        reading.OutOfRange.Should().HaveCount(isGood ? 0 : 1);
    }

    [TestCase("0.00", true)]
    [TestCase("100.00", true)]
    [TestCase("100.01", false)]
    [TestCase("-0.01", false)]
    public void A_humidity_outside_0_to_100_is_out_of_range_and_the_temperature_kept(string percent, bool isGood) =>
        Read($"Temp-Inner:20.00 [C],{percent} [%RH]<").Sensors.Should().HaveCount(isGood ? 2 : 1);

    // ccwienk/temper's pattern for the outer sensor reads on into the inner one's line.
    [Test]
    public void A_sensor_without_humidity_does_not_get_the_other_lines() =>
        Read("Temp-Outer:0.00 [C]<", "Temp-Inner:21.00 [C],69.00 [%RH]<")
            .Sensors.Should()
            .Equal(
                new SensorReading("internal", Quantity.Temperature, 21),
                new SensorReading("internal", Quantity.RelativeHumidity, 69),
                new SensorReading("external", Quantity.Temperature, 0)
            );

    // First line: capture x232v20-readcalib. The others: the vendor's page, which ends lines in '<' and has values of
    // -10 to 10.
    [TestCase("Inner-Calib:0.0 [C],0.0 [%RH]", "internal", 0.0, 0.0)]
    [TestCase("Inner-Calib:-1.5 [C],2.0 [%RH]<", "internal", -1.5, 2.0)]
    [TestCase("Outer-Calib:10.0 [C]< ", "external", 10.0, null)]
    public void A_calibration_line_names_one_sensor_and_its_offsets(
        string line,
        string sensor,
        double celsius,
        double? percent
    )
    {
        TemperX232.TryParseCalibration(Encoding.ASCII.GetBytes(line), out var offsets).Should().BeTrue();
        offsets.Should().Be(new TextSensorLine(sensor, celsius, percent));
    }

    [TestCase("")]
    [TestCase("unknow!")]
    [TestCase("Inner-Calib:")]
    [TestCase("Inner-Calib:1.0")]
    [TestCase("Inner-Calib:1.0 [C],")]
    [TestCase("Inner-Calib:1.0 [F]")]
    [TestCase("Inner-Calib:NaN [C]")]
    [TestCase("Temp-Inner:30.53 [C],39.92 [%RH]<")]
    public void Anything_else_is_not_a_calibration(string line) =>
        TemperX232.TryParseCalibration(Encoding.ASCII.GetBytes(line), out _).Should().BeFalse();

    [Test]
    public void No_sensor_is_reported_behind_a_sensors_line_where_only_the_other_is_missing()
    {
        var reply = new TextReadingReply();
        reply.Offer("Temp-Inner:21.00 [C]<"u8, isEnded: true);

        reply.Offer("unknow!"u8, isEnded: true).Should().Be(ReplyProgress.Complete);

        reply.Result.Sensors.Should().Equal(new SensorReading("internal", Quantity.Temperature, 21));
        reply.Result.Absent.Should().Equal(new AbsentSensor("external", Quantity.Temperature));
    }

    [Test]
    public void Any_bytes_in_any_pieces_give_lines_of_bounded_length()
    {
        var random = new Random(232);
        var lines = new TextLines();
        for (var round = 0; round < 2000; round++)
        {
            var reply = new TextReadingReply();
            var bytes = new byte[random.Next(600)];
            random.NextBytes(bytes);
            ReadOnlySpan<byte> rest = bytes;
            while (lines.TryTake(ref rest, out var line, out var isEnded))
            {
                line.Length.Should().BeInRange(1, TextLines.MaxLength);
                reply.Offer(line, isEnded).Should().Be(ReplyProgress.Part);
            }
        }
    }

    [Test]
    public void A_line_cut_or_changed_anywhere_never_gives_another_sensors_value()
    {
        var whole = Encoding.ASCII.GetBytes("Temp-Inner:30.53 [C],39.92 [%RH]<");
        for (var length = 0; length < whole.Length; length++)
        {
            TemperX232.TryParse(whole.AsSpan(0, length), isEnded: false, out _).Should().BeFalse();
            for (var value = 0; value < 256; value++)
            {
                var changed = (byte[])whole.Clone();
                changed[length] = (byte)value;
                var isSensor = TemperX232.TryParse(changed, isEnded: true, out var sensor);
                (!isSensor || sensor.Sensor == "internal").Should().BeTrue();
            }
        }
    }

    private static TextSensorLine? Parse(string line, bool isEnded) =>
        TemperX232.TryParse(Encoding.ASCII.GetBytes(line), isEnded, out var sensor) ? sensor : null;

    private static Reading Read(params string[] lines)
    {
        var reply = new TextReadingReply();
        foreach (var line in lines)
        {
            reply.Offer(Encoding.ASCII.GetBytes(line), isEnded: true);
        }

        reply.End().Should().Be(ReplyProgress.Complete);
        return reply.Result;
    }
}
