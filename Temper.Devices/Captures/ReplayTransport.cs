using System.Collections.Immutable;
using Temper.Devices.Transport;

namespace Temper.Devices.Captures;

/// <summary>One device that answers as another one once did: the same reports to the same query.</summary>
/// <param name="target">The device to list.</param>
/// <param name="exchanges">
/// Queries and replies. A query that occurs several times gets the next of its replies each time.
/// </param>
internal sealed class ReplayTransport(UsbInterfaceInfo target, IReadOnlyList<CaptureExchange> exchanges) : ITransport
{
    public IReadOnlyList<UsbInterfaceInfo> Enumerate() => [target];

    public ITransportConnection Open(UsbInterfaceInfo wanted) =>
        wanted.InstanceId == target.InstanceId
            ? new Connection(exchanges)
            : throw new TemperDeviceGoneException($"{wanted.Node} is not in the capture");

    private sealed class Connection(IReadOnlyList<CaptureExchange> exchanges) : ITransportConnection
    {
        private readonly Queue<ImmutableArray<byte>> _reports = new();
        private readonly ManualResetEventSlim _never = new();
        private readonly Dictionary<string, int> _asked = new(StringComparer.Ordinal);

        public bool TryLock(TimeSpan timeout) => true;

        public void Unlock() { }

        public void Write(ReadOnlySpan<byte> bytes)
        {
            var query = bytes.ToArray();
            var answers = exchanges.Where(exchange => exchange.Query.SequenceEqual(query)).ToList();
            if (answers.Count == 0)
            {
                return; // the device was not asked that, so what it would say is not known
            }

            var key = Convert.ToHexString(query);
            var turn = _asked.GetValueOrDefault(key);
            _asked[key] = turn + 1;
            foreach (var reply in answers[Math.Min(turn, answers.Count - 1)].Replies)
            {
                _reports.Enqueue(reply);
            }
        }

        public int Read(Span<byte> buffer, TimeSpan timeout)
        {
            if (!_reports.TryDequeue(out var report))
            {
                _never.Wait(timeout);
                return 0;
            }

            var length = Math.Min(report.Length, buffer.Length);
            report.AsSpan()[..length].CopyTo(buffer);
            return length;
        }

        public void Dispose() => _never.Dispose();
    }
}
