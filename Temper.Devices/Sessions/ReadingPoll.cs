using Temper.Devices.Protocol;
using Temper.Devices.Transport;

namespace Temper.Devices.Sessions;

/// <summary>
/// Polls a recognized device for one reading: asks again when a query stays unanswered, and never takes an answer to an
/// earlier read's query for its own (docs/adr/0004).
/// </summary>
internal sealed class ReadingPoll(
    IDialogue dialogue,
    QueryLedger ledger,
    AnswerTimes versionTimes,
    TimeSpan deviceTimeout
)
{
    // This many prompt answers in a row, behind a version reply, show that a device answers in order.
    private const int ProvingAnswers = 2;

    private readonly AnswerTimes _readingTimes = new(deviceTimeout / 4, deviceTimeout);

    // So many reads try to count off queries of a device that has not shown yet that it answers in order.
    private const int MaxVainReads = 4;

    private int _promptAnswers;
    private int _vainReads;
    private bool _versionsOvertake;
    private int _seenLateReplies;

    /// <summary>Reads the device once.</summary>
    /// <param name="connection">The open and locked connection.</param>
    /// <param name="deadline">When the reading must be complete.</param>
    /// <param name="nothing">Creates the error for a device that sends nothing.</param>
    public Reading Read(ITransportConnection connection, Deadline deadline, Func<TemperTimeoutException> nothing)
    {
        ledger.BeginRead();
        var exchange = dialogue.AskReading(connection);
        var isFirst = true;
        if (ledger.OwedReadings > 0)
        {
            var overtaken = ledger.OvertakenReplies;
            exchange.Drain(deadline);
            isFirst = !Settle(connection, deadline, nothing);
            ThrowIfCountedInVain(nothing);
            _versionsOvertake |= ledger.OvertakenReplies > overtaken;
        }

        LengthenAfterLateReplies();
        var isAnswered = AskReading(exchange, deadline, isFirst);
        _vainReads = isAnswered ? 0 : _vainReads + 1;
        return isAnswered ? exchange.Answer : throw exchange.Failure(nothing);
    }

    // Each query that stays unanswered is one more to count off: better none is sent until they are too old to matter.
    private void ThrowIfCountedInVain(Func<TemperTimeoutException> nothing)
    {
        if (!ledger.AnswersInOrder && ledger.OwedReadings > 0 && _vainReads >= MaxVainReads)
        {
            throw nothing();
        }
    }

    /// <summary>
    /// Asks for the firmware version until its reply proves that earlier reading queries were answered or lost: what
    /// comes before it is stale, and is passed over.
    /// </summary>
    /// <returns>Whether it was necessary to ask.</returns>
    private bool Settle(ITransportConnection connection, Deadline deadline, Func<TemperTimeoutException> nothing)
    {
        if (ledger.OwedReadings == 0 || (_versionsOvertake && !ledger.AnswersInOrder))
        {
            return false;
        }

        var exchange = dialogue.AskVersion(connection);
        var attempts = new Attempts(versionTimes, deadline, _readingTimes.Usual, ledger.OwedVersions);
        while (attempts.Next() is { } timeout)
        {
            ledger.AwaitsVersion = true;
            var progress = exchange.Ask(deadline, timeout);
            ledger.AwaitsVersion = false;
            attempts.Note(progress, exchange.AnswerTime);
            if (progress == ReplyProgress.Complete && IsSettled(exchange.AnswerTime))
            {
                return true;
            }
        }

        throw exchange.Failure(nothing);
    }

    /// <summary>
    /// Whether a version reply settles the earlier reading queries. With several version queries unanswered, it may be
    /// the reply to any of them, and is counted for the oldest. But while the device is never late, a reply that comes
    /// just when one to the last of them is due is that one.
    /// </summary>
    private bool IsSettled(TimeSpan answerTime)
    {
        if (!ledger.AnswersInOrder)
        {
            return true; // as far as can be: the readings are counted
        }

        if (!versionTimes.IsUsual(answerTime))
        {
            ledger.NoteLate();
        }
        else if (!ledger.WasLate)
        {
            ledger.Forget();
        }

        return ledger.OwedReadings == 0;
    }

    private bool AskReading(IExchange<Reading> exchange, Deadline deadline, bool isFirst)
    {
        var attempts = new Attempts(_readingTimes, deadline, TimeSpan.Zero, ledger.OwedReadings) { IsFirst = isFirst };
        while (attempts.Next() is { } timeout)
        {
            var progress = exchange.Ask(deadline, timeout);
            attempts.Note(progress, exchange.AnswerTime);
            switch (progress)
            {
                case ReplyProgress.Complete:
                    ledger.AnswersInOrder = true;
                    return true;
                case ReplyProgress.Outdated:
                    Judge(versionTimes.IsUsual(exchange.AnswerTime));
                    break;
                default:
                    _promptAnswers = 0;
                    break;
            }
        }

        return false;
    }

    /// <summary>
    /// Judges an answer that the ledger holds for an earlier query's, from a device that has not shown yet that it
    /// answers in order. Either that query was lost and the answer is prompt, or its answer was overtaken by the
    /// version reply and comes at any time.
    /// </summary>
    private void Judge(bool isPrompt)
    {
        _promptAnswers = isPrompt ? _promptAnswers + 1 : 0;
        if (_promptAnswers >= ProvingAnswers && !_versionsOvertake)
        {
            ledger.AnswersInOrder = true;
            ledger.Forget();
        }
    }

    private void LengthenAfterLateReplies()
    {
        if (ledger.LateReplies != _seenLateReplies)
        {
            _seenLateReplies = ledger.LateReplies;
            _readingTimes.Lengthen();
        }
    }
}
