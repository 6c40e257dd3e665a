using Temper.Devices.Captures;
using Temper.Devices.Catalogue;
using Temper.Devices.Protocol;
using Temper.Devices.Protocol.Hid;
using Temper.Devices.Tests.Devices;
using Temper.Emulator;
using Temper.Testing;

namespace Temper.Devices.Tests.Captures;

/// <summary>
/// Every capture there is, read as the library reads a device. A file is a test by being in the folder.
/// </summary>
public sealed class CaptureTests
{
    private const double LastDigit = 0.0051; // how exactly captures note their values

    private static readonly string Folder = Path.Combine(SourceTree.Root, "Temper.Devices.Tests", "Captures");

    private static readonly string[] Files =
    [
        .. Directory
            .GetFiles(Folder, "*.capture")
            .Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Order(StringComparer.Ordinal),
    ];

    private static readonly string[] Firmwares = [.. DeviceModels.All.Select(model => model.Firmware)];

    [Test]
    public void There_are_captures_of_most_families() =>
        Files
            .Select(file => FamilyOf(Read(file))?.Id)
            .Distinct()
            .Should()
            .Contain(
                FirmwareCatalogue
                    .Families.Where(family => family.Evidence == Evidence.Captured)
                    .Select(family => family.Id)
            );

    [TestCaseSource(nameof(Files))]
    public async Task A_capture_gives_the_values_that_it_expects(string file)
    {
        var capture = Read(file);
        var reading = capture.Exchanges.FirstOrDefault(exchange =>
            exchange.Query.AsSpan().SequenceEqual(Queries.Reading)
        );
        if (reading is null || reading.Replies.IsEmpty)
        {
            FamilyOf(capture).Should().NotBeNull("at least its version is known");
            return; // the reply to another query, or a device without a reading
        }

        var found = await ReadAsync(capture);

        Decoder.Decode(capture).Should().BeEquivalentTo(found, "recorded bytes mean the same without a device");
        found.OutOfRange.Should().BeEmpty();
        found
            .Sensors.Select(sensor => (sensor.Sensor, sensor.Quantity))
            .Should()
            .BeEquivalentTo(
                capture.Expected.Where(value => value.Value is not null).Select(value => (value.Sensor, value.Quantity))
            );
        found
            .Absent.Select(sensor => (sensor.Sensor, sensor.Quantity))
            .Should()
            .BeEquivalentTo(
                capture.Expected.Where(value => value.Value is null).Select(value => (value.Sensor, value.Quantity))
            );
        foreach (var sensor in found.Sensors)
        {
            var expected = capture.Expected.Single(value =>
                value.Sensor == sensor.Sensor && value.Quantity == sensor.Quantity
            );
            sensor.Value.Should().BeApproximately(expected.Value!.Value, LastDigit);
        }
    }

    [TestCaseSource(nameof(Firmwares))]
    public async Task What_is_recorded_of_a_device_plays_back_as_the_device(string firmware)
    {
        var bench = new DeviceBench(firmware);
        await using var device = await bench.OpenAsync();
        var live = await bench.RunAsync(device.ReadAsync());

        var recording = DeviceRecorder.RecordAsync(TemperDevices.Find(bench.Options).Single(), bench.Options);
        var capture = CaptureFile.Parse(CaptureFile.Write(await bench.RunAsync(recording)));

        (await ReadAsync(capture)).Should().BeEquivalentTo(live);
    }

    [Test]
    public async Task An_unknown_device_can_be_recorded()
    {
        var bench = new DeviceBench("TEMPerGold_V3.5");
        bench.Device.Version = "TEMPerNew_V9.9  "u8.ToArray();
        bench.Device.Fault = DeviceFault.SilentReading;

        var capture = await bench.RunAsync(
            DeviceRecorder.RecordAsync(TemperDevices.Find(bench.Options).Single(), bench.Options)
        );

        capture.Exchanges[0].Replies.Should().HaveCount(2);
        capture.Exchanges[1].Replies.Should().BeEmpty();
        bench
            .Device.ReceivedQueries.Should()
            .OnlyContain(query => query[1] == 0x86 || query[1] == 0x80 || query[1] == 0x82 || query[1] == 0x87);
    }

    [TestCase(false, 1)]
    [TestCase(true, 4)]
    public async Task A_device_that_does_not_call_itself_a_TEMPer_gets_the_version_query_alone(bool insists, int kinds)
    {
        var bench = new DeviceBench("TEMPerGold_V3.5");
        bench.Device.Version = "FootSwitch V1.0 "u8.ToArray();

        var capture = await bench.RunAsync(
            DeviceRecorder.RecordAsync(TemperDevices.Find(bench.Options).Single(), bench.Options, insists)
        );

        bench.Device.ReceivedQueries.Select(query => query[1]).Distinct().Should().HaveCount(kinds);
        capture
            .Notes.Any(note => note.StartsWith("no other query was sent", StringComparison.Ordinal))
            .Should()
            .Be(!insists);
    }

    [Test]
    public async Task A_device_with_0c45_is_not_asked_what_could_lock_it()
    {
        var bench = new DeviceBench("TEMPerF1.4");

        await bench.RunAsync(DeviceRecorder.RecordAsync(TemperDevices.Find(bench.Options).Single(), bench.Options));

        bench.Device.ReceivedQueries.Select(query => query[1]).Should().Equal(0x86, 0x80, 0x82);
    }

    [Test]
    public async Task A_device_that_speaks_something_else_is_asked_nothing()
    {
        var bench = new DeviceBench("HidTEMPer");
        var recording = () => DeviceRecorder.RecordAsync(TemperDevices.Find(bench.Options).Single(), bench.Options);

        await recording
            .Should()
            .ThrowAsync<TemperConnectionException>()
            .WithMessage("*the device is not queried: first-generation HidTEMPer*");

        bench.Device.ReceivedQueries.Should().BeEmpty();
    }

    [Test]
    public async Task A_query_that_is_refused_costs_no_other()
    {
        var bench = new DeviceBench("TEMPerGold_V3.5");
        bench.Device.Fault = DeviceFault.Stall;

        var capture = await bench.RunAsync(
            DeviceRecorder.RecordAsync(TemperDevices.Find(bench.Options).Single(), bench.Options, asksForeign: true)
        );

        // The version query three times, and each of the others once.
        capture.Exchanges.Should().HaveCount(6).And.OnlyContain(exchange => exchange.Replies.IsEmpty);
        capture
            .Notes.Should()
            .HaveCount(6)
            .And.Contain(note => note.StartsWith("0180330100000000: ", StringComparison.Ordinal));
    }

    private static async Task<Reading> ReadAsync(Capture capture)
    {
        var options = new TemperOptions { Transports = [DeviceRecorder.Play(capture)] };
        await using var device = await TemperDevices.OpenFirstAsync(options);
        return await device.ReadAsync();
    }

    private static Capture Read(string file) =>
        CaptureFile.Parse(File.ReadAllText(Path.Combine(Folder, $"{file}.capture")));

    private static FirmwareFamily? FamilyOf(Capture capture) =>
        capture.Playable().FirstOrDefault(exchange => exchange.Query.AsSpan().SequenceEqual(Queries.FirmwareVersion))
            is { } version
            ? FirmwareCatalogue.Find(FirmwareVersion.FromBytes([.. version.Replies.SelectMany(report => report)]))
            : null;
}
