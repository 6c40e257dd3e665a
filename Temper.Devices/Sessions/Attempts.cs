using Temper.Devices.Protocol;

namespace Temper.Devices.Sessions;

/// <summary>
/// The tries to get one query answered within a read. The last one waits for all of the time,
/// because the answer may be late.
/// </summary>
/// <param name="times">How long answers take.</param>
/// <param name="deadline">When the work must be done.</param>
/// <param name="reserved">How much time must be left after an answer, for it to be of use.</param>
/// <param name="owed">How many earlier queries of the kind may still be answered.</param>
internal sealed class Attempts(AnswerTimes times, Deadline deadline, TimeSpan reserved, int owed)
{
    // One more than devices of the TEMPerV1.4 type need at times (padelt/temper-python): where every other query is
    // lost, an earlier read's leftovers cost a query of their own.
    private const int Most = 3;

    private int _sent;
    private int _unanswered;

    /// <summary>
    /// Whether nothing was sent in this read yet. Later queries are sent only while their answers can still come in
    /// time, because a late one costs the next read a query.
    /// </summary>
    public bool IsFirst { private get; set; } = true;

    /// <summary>
    /// How long to wait for the next try's answer; <see langword="null"/> when there is no other try.
    /// </summary>
    public TimeSpan? Next()
    {
        var left = deadline.Remaining;
        if (_unanswered == Most || left == TimeSpan.Zero || (!IsFirst && left < times.Usual))
        {
            return null;
        }

        var isLast = _unanswered == Most - 1 || left - times.Timeout < times.Usual + reserved;
        return isLast ? left : times.Timeout;
    }

    /// <summary>Notes what came of a try.</summary>
    public void Note(ReplyProgress progress, TimeSpan answerTime)
    {
        _sent++;
        IsFirst = false;
        _unanswered += progress is ReplyProgress.Complete or ReplyProgress.Outdated ? 0 : 1;
        if (progress == ReplyProgress.Complete && _sent == 1 && owed == 0)
        {
            times.Add(answerTime); // else it may be the answer to an earlier query
        }
    }
}
