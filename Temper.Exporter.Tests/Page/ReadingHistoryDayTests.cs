using Temper.Emulator;

namespace Temper.Exporter.Tests.Page;

/// <summary>Which minutes are kept, and for how long.</summary>
public sealed class ReadingHistoryDayTests : ReadingHistoryTest
{
    [Test]
    public async Task Many_clients_add_no_more_points_than_one()
    {
        for (var second = 0; second <= 180; second += 5)
        {
            await AddAt(second + 7);
        }

        Internal().Select(point => point.Second).Should().Equal(7, 62, 122, 182);
    }

    [Test]
    public async Task What_is_older_than_the_hours_that_are_asked_for_is_omitted()
    {
        await AddAt(0);
        await AddAt(60);
        await AddAt(3660);

        Internal(hours: 1).Select(point => point.Second).Should().Equal(3660);
        Internal(hours: 2).Select(point => point.Second).Should().Equal(0, 60, 3660);
    }

    [Test]
    public async Task After_a_day_a_point_makes_room_for_another()
    {
        for (var minute = 0; minute <= 1441; minute++)
        {
            await AddAt(minute * 60);
        }

        var points = Internal(hours: 24).ToList();
        points.Should().HaveCount(1440);
        points[0].Should().Be((120, 21.625));
        points[^1].Should().Be((86_460, 21.625));
    }

    [Test]
    public async Task What_a_slot_had_a_day_ago_is_not_taken_for_the_value_of_a_device_that_fails()
    {
        await AddAt(0);
        await AddAt(60);
        Device.Fault = DeviceFault.Stall;
        await AddAt(86_400);

        Internal(hours: 24).Should().Equal((60, 21.625), (86_400, null));
    }

    [Test]
    public async Task An_unplugged_device_is_a_gap_and_gone_after_a_day()
    {
        await AddAt(0);
        Transport.Unplug(Device);
        await AddAt(60);
        Internal().Should().Equal((0, 21.625), (60, null));

        await AddAt(86_460);
        History.Of(Last).Should().BeEmpty();
    }

    [Test]
    public async Task A_client_that_reads_slowly_never_gets_the_value_of_a_later_minute()
    {
        await AddAt(0);
        await AddAt(60);
        var range = History.Range(24);
        Device.SetData("16a014a0");
        await AddAt(86_400);

        range.Sensors[0].Read().Should().Equal(float.NaN, 21.625f);
    }
}
