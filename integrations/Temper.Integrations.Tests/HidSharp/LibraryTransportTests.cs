using Temper.Devices;
using Temper.Devices.HidSharp.Adapter;
using Temper.Devices.Transport;
using Temper.Emulator;

namespace Temper.Integrations.Tests.HidSharp;

public sealed class LibraryTransportTests
{
    private const string Twin = "TEMPer2_M12_V1.3";

    [TestCase("Linux")]
    [TestCase("Windows")]
    [TestCase("macOS")]
    public async Task Every_device_reads_as_it_does_without_the_library(string system)
    {
        var library = EmulatedLibrary.Of(system);
        var direct = new EmulatedTransport(TimeProvider.System);
        var readable = DeviceModels.All.Where(model => TemperHid.ReadableIds.Contains(model.UsbId));
        foreach (var (index, model) in readable.Index())
        {
            library.Plug(model.Firmware, $"{index + 1}");
            direct.Plug(new EmulatedDevice(model, $"usb-{index + 1}"));
        }

        (await ReadingsAsync(new LibraryTransport(library))).Should().BeEquivalentTo(await ReadingsAsync(direct));
    }

    [TestCase("Linux")]
    [TestCase("Windows")]
    [TestCase("macOS")]
    public async Task The_keyboard_is_never_opened(string system)
    {
        var library = EmulatedLibrary.Of(system);
        library.Plug(Twin);
        var transport = new LibraryTransport(library);
        _ = await ReadingsAsync(transport);

        var keyboard = transport.Enumerate().Single(hid => hid.InterfaceNumber == 0);
        transport
            .Invoking(transport => transport.Open(keyboard))
            .Should()
            .Throw<TemperConnectionException>()
            .WithMessage("*is not the data interface*");
        library.Opened.Should().Equal(TemperHid.DataInterface);
    }

    [Test]
    public void An_interface_with_reports_of_another_length_is_not_opened()
    {
        var library = EmulatedLibrary.OfLinux();
        library.OutputLength = 2;
        library.Plug(Twin);

        Opening(library).Should().Throw<TemperConnectionException>().WithMessage("*reports of 9 and 2 bytes*");
        library.Opened.Should().BeEmpty();
    }

    [Test]
    public void What_cannot_be_looked_at_is_taken_for_a_keyboard_where_the_path_hides_which_it_is()
    {
        var library = EmulatedLibrary.OfMacOs();
        library.DescribeError = new IOException("Failed to get info.");
        library.Plug(Twin);

        new LibraryTransport(library)
            .Enumerate()
            .Should()
            .HaveCount(2)
            .And.OnlyContain(hid => hid.InterfaceNumber == 0 && hid.ProductName.Length == 0);
    }

    [Test]
    public void Devices_are_listed_in_the_order_in_which_they_were_plugged_in()
    {
        var library = EmulatedLibrary.OfLinux();
        var transport = new LibraryTransport(library);
        library.Plug(Twin, "9");
        _ = transport.Enumerate();
        library.Plug(Twin, "1");

        transport
            .Enumerate()
            .Select(hid => hid.PortPath)
            .Should()
            .Equal(
                "usb-vhci_hcd.0-9/input0",
                "usb-vhci_hcd.0-9/input1",
                "usb-vhci_hcd.0-1/input0",
                "usb-vhci_hcd.0-1/input1"
            );
    }

    [Test]
    public async Task A_device_that_was_exchanged_unseen_in_the_same_port_is_asked_anew_who_it_is()
    {
        var library = EmulatedLibrary.OfWindows();
        library.OverlooksReplug = true;
        var first = library.Plug("TEMPerHumM12V1.2");
        await using var devices = new TemperDeviceSet(
            new TemperOptions { Transports = [new LibraryTransport(library)] }
        );
        (await VersionAsync(devices)).Should().Be("TEMPerHumM12V1.2");

        library.Unplug(first);
        library.Plug("TEMPer1F_H1V1.4F");
        var failed = await devices.ReadAsync();
        var second = await VersionAsync(devices);

        failed.Devices.Single().Error.Should().BeOfType<TemperConnectionException>();
        second.Should().Be("TEMPer1F_H1V1.4F");
    }

    [Test]
    public void What_the_library_needs_and_does_not_find_is_said_in_one_line()
    {
        var library = EmulatedLibrary.OfLinux();
        library.Missing = "libudev.so.1";

        new LibraryTransport(library)
            .Invoking(transport => transport.Enumerate())
            .Should()
            .Throw<TemperConnectionException>()
            .WithMessage("HidSharp needs libudev.so.1*");
    }

    [TestCaseSource(nameof(LibraryExceptions))]
    public void Whatever_listing_throws_is_one_of_our_errors(Exception error)
    {
        var library = EmulatedLibrary.OfLinux();
        library.ListError = error;

        new LibraryTransport(library)
            .Invoking(transport => transport.Enumerate())
            .Should()
            .Throw<TemperConnectionException>()
            .Which.InnerException.Should()
            .BeSameAs(error);
    }

    [TestCase(typeof(UnauthorizedAccessException), TemperErrorReason.Permission)]
    [TestCase(typeof(FileNotFoundException), TemperErrorReason.Gone)]
    [TestCase(typeof(IOException), TemperErrorReason.Io)]
    [TestCase(typeof(InvalidOperationException), TemperErrorReason.Io)]
    [TestCase(typeof(NullReferenceException), TemperErrorReason.Io)]
    public void Whatever_opening_throws_is_one_of_our_errors(Type error, TemperErrorReason reason)
    {
        var library = EmulatedLibrary.OfLinux();
        library.Plug(Twin);
        library.OpenError = (Exception)Activator.CreateInstance(error)!;

        Opening(library).Should().Throw<TemperConnectionException>().Which.Reason.Should().Be(reason);
    }

    [Test]
    public void An_unplugged_device_cannot_be_opened()
    {
        var library = EmulatedLibrary.OfLinux();
        var device = library.Plug(Twin);
        var transport = new LibraryTransport(library);
        var listed = transport.Enumerate().Single(hid => hid.InterfaceNumber == 1);
        library.Unplug(device);

        transport.Invoking(transport => transport.Open(listed)).Should().Throw<TemperDeviceGoneException>();
    }

    private static IEnumerable<Exception> LibraryExceptions() =>
        [
            new InvalidOperationException("HidSharp udev_new failed."),
            new TypeInitializationException("HidSharp.Platform.HidSelector", innerException: null),
        ];

    private static Action Opening(EmulatedLibrary library)
    {
        var transport = new LibraryTransport(library);
        return () => transport.Open(transport.Enumerate().Single(hid => hid.InterfaceNumber == 1));
    }

    private static async Task<string> VersionAsync(TemperDeviceSet devices) =>
        (await devices.ReadAsync()).Devices.Single().Info!.Version;

    private static async Task<IEnumerable<(string Version, SensorReading Reading)>> ReadingsAsync(ITransport transport)
    {
        var options = new TemperOptions { Transports = [transport], DeviceTimeout = TimeSpan.FromSeconds(20) };
        await using var devices = new TemperDeviceSet(options);
        var snapshot = await devices.ReadAsync();
        return
        [
            .. from device in snapshot.Devices
            from sensor in (device.Reading ?? throw device.Error!).Sensors
            select (device.Info!.Version, sensor),
        ];
    }
}
