using Temper.Devices.Protocol;
using Temper.Devices.Protocol.Text;
using Temper.Devices.Transport;

namespace Temper.Devices.Sessions;

/// <summary>A command that is answered by lines of text.</summary>
internal sealed class LineExchange<T>(ITransportConnection connection, byte[] command, ILineReply<T> reply)
    : IExchange<T>
{
    /// <summary>
    /// How long the device must be silent for its reply to be over: a line of 35 bytes takes 36 ms at 9600
    /// baud, so this is four lines' time.
    /// </summary>
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(150);

    // How many lines that fit nowhere a message quotes.
    private const int MaxQuotedLines = 4;
    private const int MaxQuotedBytes = 64;

    private readonly TextLines _lines = new();
    private readonly List<byte[]> _strays = [];
    private readonly byte[] _buffer = new byte[TextLines.MaxLength];

    // Something came since the device was last silent.
    private bool _isTalking;

    public T Answer => reply.Result;

    public TimeSpan AnswerTime { get; private set; }

    public ReplyProgress Ask(Deadline deadline, TimeSpan timeout)
    {
        if (!Drain(deadline))
        {
            return ReplyProgress.Stray;
        }

        reply.Begin();
        connection.Write(command);
        var attempt = deadline.Within(timeout);
        for (var end = attempt; !end.IsOver; end = _isTalking ? deadline : attempt)
        {
            var remaining = end.Remaining;
            var isSettling = _isTalking && Settle < remaining;
            var wasTalking = _isTalking;
            var length = connection.Read(_buffer, isSettling ? Settle : remaining);
            if (length > 0 && !wasTalking)
            {
                AnswerTime = attempt.Elapsed;
            }

            // A reply that the deadline cuts short is none: the sensor that is missing may have been about to come.
            var progress =
                length > 0 ? Feed(length)
                : isSettling ? FallSilent()
                : ReplyProgress.Part;
            if (progress != ReplyProgress.Part)
            {
                return progress;
            }
        }

        return ReplyProgress.Part;
    }

    public TemperException Failure(Func<TemperTimeoutException> nothing) =>
        _strays.Count > 0
            ? MalformedReplyException.OfText(reply.Expected, HexText.Of(_strays), AsciiText.Quote(_strays))
            : nothing();

    /// <summary>
    /// Takes what came too late for its own query. When there is any, waits for its end: the second half of an old
    /// reply would be taken for a part of the new one.
    /// </summary>
    public bool Drain(Deadline deadline)
    {
        reply.Reset();
        var quoted = _strays.Count;
        // Otherwise there is no time to detect silence.
        while (deadline.Remaining > (_isTalking ? Settle : TimeSpan.Zero))
        {
            var length = connection.Read(_buffer, _isTalking ? Settle : TimeSpan.Zero);
            var progress =
                length > 0 ? Feed(length)
                : _isTalking ? FallSilent()
                : ReplyProgress.Part;
            if (length == 0)
            {
                _strays.RemoveRange(quoted, _strays.Count - quoted); // they were answers to an earlier query
                return true;
            }

            if (progress is ReplyProgress.Complete or ReplyProgress.Stray)
            {
                reply.Reset();
            }
        }

        return false;
    }

    private ReplyProgress Feed(int length)
    {
        var progress = ReplyProgress.Part;
        ReadOnlySpan<byte> bytes = _buffer.AsSpan(0, length);
        while (progress != ReplyProgress.Complete && _lines.TryTake(ref bytes, out var line, out var isEnded))
        {
            var last = Offer(line, isEnded);
            progress = last == ReplyProgress.Part ? progress : last;
            // behind a whole reply comes its line end only: nothing to wait for
            _isTalking = last == ReplyProgress.Part;
        }

        _isTalking |= _lines.HasPart;
        return progress;
    }

    private ReplyProgress FallSilent()
    {
        _isTalking = false;
        var progress = _lines.HasPart ? Offer(_lines.TakePart(), isEnded: false) : ReplyProgress.Part;
        return progress == ReplyProgress.Part ? reply.End() : progress;
    }

    private ReplyProgress Offer(ReadOnlySpan<byte> line, bool isEnded)
    {
        var strays = reply.StrayCount;
        var progress = reply.Offer(line, isEnded);
        if (reply.StrayCount > strays && _strays.Count < MaxQuotedLines)
        {
            _strays.Add(line[..Math.Min(line.Length, MaxQuotedBytes)].ToArray());
        }

        return progress;
    }
}
