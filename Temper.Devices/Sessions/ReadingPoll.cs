using Temper.Devices.Protocol;
using Temper.Devices.Transport;

namespace Temper.Devices.Sessions;

/// <summary>
/// Polls a recognized device for one reading: asks again when a query stays unanswered, and never takes an answer to an
/// earlier read's query for its own (docs/adr/0004).
/// </summary>
internal sealed class ReadingPoll(IDialogue dialogue, QueryLedger ledger, TimeSpan deviceTimeout)
{
    // One more than devices of the TEMPerV1.4 type need at times (padelt/temper-python): where every other query is
    // lost, an earlier read's leftovers cost a query of their own.
    private const int MaxAttempts = 3;

    // This many prompt answers in a row, behind a version reply, show that a device answers in order.
    private const int ProvingAnswers = 2;

    private readonly AnswerTimes _versionTimes = new(deviceTimeout / dialogue.VersionAttempts, deviceTimeout);
    private readonly AnswerTimes _readingTimes = new(deviceTimeout / 4, deviceTimeout);
    private int _promptAnswers;
    private bool _versionsOvertake;
    private int _seenLateReplies;

    /// <summary>Reads the device once.</summary>
    /// <param name="connection">The open and locked connection.</param>
    /// <param name="deadline">When the reading must be complete.</param>
    /// <param name="nothing">The error for a device that sends nothing.</param>
    public Reading Read(ITransportConnection connection, Deadline deadline, TemperTimeoutException nothing)
    {
        ledger.BeginRead();
        var exchange = dialogue.AskReading(connection);
        if (ledger.OwedReadings > 0)
        {
            var overtaken = ledger.OvertakenReplies;
            exchange.Drain(deadline);
            Settle(connection, deadline, nothing);
            _versionsOvertake |= ledger.OvertakenReplies > overtaken;
        }

        LengthenAfterLateReplies();
        return AskReading(exchange, deadline) ? exchange.Answer : throw exchange.Failure(nothing);
    }

    /// <summary>
    /// Asks for the firmware version until its reply proves that earlier reading queries were answered or lost: what
    /// comes before it is stale, and is passed over.
    /// </summary>
    private void Settle(ITransportConnection connection, Deadline deadline, TemperTimeoutException nothing)
    {
        if (ledger.OwedReadings == 0 || (_versionsOvertake && !ledger.AnswersInOrder))
        {
            return;
        }

        var exchange = dialogue.AskVersion(connection);
        var attempts = new Attempts(_versionTimes, deadline, _readingTimes.Usual);
        while (attempts.Next() is { } timeout)
        {
            var progress = exchange.Ask(deadline, timeout);
            attempts.Note(progress, exchange.AnswerTime);
            if (progress == ReplyProgress.Complete && (ledger.OwedReadings == 0 || !ledger.AnswersInOrder))
            {
                return;
            }
        }

        throw exchange.Failure(nothing);
    }

    private bool AskReading(IExchange<Reading> exchange, Deadline deadline)
    {
        var attempts = new Attempts(_readingTimes, deadline, TimeSpan.Zero);
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
                    Judge(exchange.AnswerTime <= _versionTimes.Timeout);
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
    /// answers in order. Either that query was lost and the answer is prompt, or its answer was overtaken by the version
    /// reply and comes at any time.
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
            _versionTimes.Lengthen();
            _readingTimes.Lengthen();
        }
    }

    /// <summary>
    /// The tries to get one query answered. The last one waits for all of the time, because the answer may be late.
    /// </summary>
    /// <param name="times">How long answers take.</param>
    /// <param name="deadline">When the work must be done.</param>
    /// <param name="reserved">How much time must be left after an answer, for it to be of use.</param>
    private sealed class Attempts(AnswerTimes times, Deadline deadline, TimeSpan reserved)
    {
        private int _sent;
        private int _unanswered;

        /// <summary>How long to wait for the next try's answer; <see langword="null"/> when there is no other try.</summary>
        public TimeSpan? Next()
        {
            var (left, timeout) = (deadline.Remaining, times.Timeout);
            if (_unanswered == MaxAttempts || left == TimeSpan.Zero)
            {
                return null;
            }

            var isLast = _unanswered == MaxAttempts - 1 || left - timeout < times.Usual + reserved;
            return isLast ? left : timeout;
        }

        public void Note(ReplyProgress progress, TimeSpan answerTime)
        {
            _sent++;
            _unanswered += progress is ReplyProgress.Complete or ReplyProgress.Outdated ? 0 : 1;
            if (progress == ReplyProgress.Complete && _sent == 1)
            {
                times.Add(answerTime); // a later try's may be the answer to an earlier one
            }
        }
    }
}
