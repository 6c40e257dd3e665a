namespace Temper.Testing;

/// <summary>
/// Changes replies as a bad cable, a bad chip or a bad person would. The same seed changes in the same way.
/// </summary>
public sealed class Mutator(int seed)
{
    private const int MostChanges = 4;
    private const int MostReports = 8;

    private static readonly byte[] TellingBytes = [0x00, 0x01, 0x7f, 0x80, 0x81, 0xc8, 0xfe, 0xff];

    private readonly Random _random = new(seed);

    public T OneOf<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    /// <summary>A few changes to a reply, some of which mix in another one.</summary>
    public byte[][] Change(byte[][] reply, byte[][] other)
    {
        var reports = reply.Select(report => report.ToArray()).ToList();
        for (var left = _random.Next(MostChanges + 1); left > 0; left--)
        {
            ChangeReports(reports, other);
        }

        return [.. reports];
    }

    private void ChangeReports(List<byte[]> reports, byte[][] other)
    {
        var place = _random.Next(reports.Count + 1);
        switch (_random.Next(6))
        {
            case 0 when reports.Count < MostReports && other.Length > 0:
                reports.Insert(place, [.. OneOf(other)]);
                break;
            case 1 when reports.Count is > 0 and < MostReports:
                reports.Insert(place, [.. OneOf(reports)]);
                break;
            case 2 when place < reports.Count:
                reports.RemoveAt(place);
                break;
            case 3 when place < reports.Count:
                var report = reports[place];
                Array.Resize(ref report, _random.Next(2 * report.Length + 1));
                reports[place] = report;
                break;
            default:
                if (place < reports.Count && reports[place].Length > 0)
                {
                    ChangeByte(ref reports[place][_random.Next(reports[place].Length)]);
                }

                break;
        }
    }

    private void ChangeByte(ref byte value) =>
        value = _random.Next(3) switch
        {
            0 => (byte)(value ^ (1 << _random.Next(8))),
            1 => OneOf(TellingBytes),
            _ => (byte)_random.Next(256),
        };
}
