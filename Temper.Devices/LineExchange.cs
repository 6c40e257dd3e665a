using Temper.Devices.Errors;
using Temper.Devices.Protocol;
using Temper.Devices.Transport;

namespace Temper.Devices;

/// <summary>Text commands and their replies over an open serial port. Blocks; runs on the device's own worker.</summary>
internal sealed class LineExchange(ISerialConnection connection)
{
    /// <summary>
    /// How long the stick must be silent for its reply to be over: a line of 35 bytes takes 36 ms at 9600 baud, so this
    /// is four lines' time.
    /// </summary>
    public static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(150);

    // How many lines that fit nowhere a message quotes.
    private const int MaxQuotedLines = 4;
    private const int MaxQuotedBytes = 64;

    private readonly TextLines _lines = new();
    private readonly List<byte[]> _strays = [];
    private readonly byte[] _buffer = new byte[TextLines.MaxLength];

    // Something came since the stick was last silent.
    private bool _isTalking;

    /// <summary>Sends the command and gives the reply what comes, until it is complete.</summary>
    /// <returns>Complete; Outdated when a reply to an earlier query came instead; anything else: there is none.</returns>
    public ReportFate Ask(ReadOnlySpan<byte> command, ILineReply reply, Deadline deadline)
    {
        if (!AwaitSilence(reply, deadline))
        {
            return ReportFate.Stray;
        }

        reply.Begin();
        connection.Write(command);
        while (!deadline.IsOver)
        {
            var remaining = deadline.Remaining;
            var isSettling = _isTalking && Settle < remaining;
            var length = connection.Read(_buffer, isSettling ? Settle : remaining);

            // A reply that the deadline cuts short is none: the sensor that is missing may have been about to come.
            var fate = length > 0 ? Feed(length, reply) : isSettling ? FallSilent(reply) : ReportFate.Part;
            if (fate != ReportFate.Part)
            {
                return fate;
            }
        }

        return ReportFate.Part;
    }

    /// <summary>Why there is no reply: text that is none, or nothing at all.</summary>
    public TemperException Failure(ILineReply reply, TemperTimeoutException nothing)
        => _strays.Count > 0 ? new MalformedReplyException(reply.Expected, HexText.Of(_strays)) : nothing;

    /// <summary>
    /// Takes what came too late for its own query. When there is any, waits for its end: the second half of an old reply
    /// would be taken for a part of the new one.
    /// </summary>
    private bool AwaitSilence(ILineReply reply, Deadline deadline)
    {
        reply.Reset();
        var quoted = _strays.Count;
        while (deadline.Remaining > (_isTalking ? Settle : TimeSpan.Zero)) // else silence cannot be told in time
        {
            var length = connection.Read(_buffer, _isTalking ? Settle : TimeSpan.Zero);
            var fate = length > 0 ? Feed(length, reply) : _isTalking ? FallSilent(reply) : ReportFate.Part;
            if (length == 0)
            {
                _strays.RemoveRange(quoted, _strays.Count - quoted); // nobody's fault now
                return true;
            }

            if (fate is ReportFate.Complete or ReportFate.Stray)
            {
                reply.Reset();
            }
        }

        return false;
    }

    private ReportFate Feed(int length, ILineReply reply)
    {
        var fate = ReportFate.Part;
        ReadOnlySpan<byte> bytes = _buffer.AsSpan(0, length);
        while (fate != ReportFate.Complete && _lines.TryTake(ref bytes, out var line, out var isEnded))
        {
            var last = Offer(line, isEnded, reply);
            fate = last == ReportFate.Part ? fate : last;
            _isTalking = last == ReportFate.Part; // behind a whole reply comes its line end only: nothing to wait for
        }

        _isTalking |= _lines.HasPart;
        return fate;
    }

    private ReportFate FallSilent(ILineReply reply)
    {
        _isTalking = false;
        var fate = _lines.HasPart ? Offer(_lines.TakePart(), isEnded: false, reply) : ReportFate.Part;
        return fate == ReportFate.Part ? reply.End() : fate;
    }

    private ReportFate Offer(ReadOnlySpan<byte> line, bool isEnded, ILineReply reply)
    {
        var strays = reply.StrayCount;
        var fate = reply.Offer(line, isEnded);
        if (reply.StrayCount > strays && _strays.Count < MaxQuotedLines)
        {
            _strays.Add(line[..Math.Min(line.Length, MaxQuotedBytes)].ToArray());
        }

        return fate;
    }
}
