using System.Collections.Immutable;
using Temper.Devices.Errors;

namespace Temper.Devices.Transport.Captures;

/// <summary>One stick that answers as another one once did: the same reports to the same query.</summary>
/// <param name="target">The stick, as it is to be listed.</param>
/// <param name="exchanges">Queries and answers. A query that is there several times is answered by the next of them each time.</param>
internal sealed class ReplayBackend(
    HidInterfaceInfo target, IReadOnlyList<(ImmutableArray<byte> Query, ImmutableArray<ImmutableArray<byte>> Replies)> exchanges) : IHidBackend
{
    public IReadOnlyList<HidInterfaceInfo> Enumerate() => [target];

    public IHidConnection Open(HidInterfaceInfo wanted)
        => wanted.InstanceId == target.InstanceId ? new Connection(exchanges) : throw new TemperDeviceGoneException($"{wanted.Node} is not in the capture");

    private sealed class Connection(
        IReadOnlyList<(ImmutableArray<byte> Query, ImmutableArray<ImmutableArray<byte>> Replies)> exchanges) : IHidConnection
    {
        private readonly Queue<ImmutableArray<byte>> _reports = new();
        private readonly ManualResetEventSlim _never = new();
        private readonly Dictionary<string, int> _asked = new(StringComparer.Ordinal);

        public bool TryLock() => true;

        public void Unlock()
        {
        }

        public void Write(ReadOnlySpan<byte> report)
        {
            var query = report.ToArray();
            var answers = exchanges.Where(exchange => exchange.Query.SequenceEqual(query)).ToList();
            if (answers.Count == 0)
            {
                return; // the stick was not asked that, so what it would say is not known
            }

            var key = Convert.ToHexString(query);
            var turn = _asked.GetValueOrDefault(key);
            _asked[key] = turn + 1;
            foreach (var reply in answers[Math.Min(turn, answers.Count - 1)].Replies)
            {
                _reports.Enqueue(reply);
            }
        }

        public int Read(Span<byte> report, TimeSpan timeout)
        {
            if (!_reports.TryDequeue(out var bytes))
            {
                _never.Wait(timeout);
                return 0;
            }

            var length = Math.Min(bytes.Length, report.Length);
            bytes.AsSpan()[..length].CopyTo(report);
            return length;
        }

        public void Dispose() => _never.Dispose();
    }
}
