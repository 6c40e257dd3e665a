namespace Temper.Devices.Protocol.Text;

/// <summary>Cuts bytes into lines, in bounded memory: what is longer than any line comes in pieces.</summary>
internal sealed class TextLines
{
    /// <summary>The longest line there is has about 40 bytes.</summary>
    public const int MaxLength = 256;

    private readonly byte[] _part = new byte[MaxLength];
    private int _length;

    /// <summary>Whether there is a line without an end.</summary>
    public bool HasPart => _length > 0;

    /// <summary>Takes bytes up to the end of a line that is not empty.</summary>
    /// <param name="bytes">What came; what is left of it afterwards.</param>
    /// <param name="line">The line without its end; valid until the next call.</param>
    /// <param name="isEnded">False for a piece of a line that is too long.</param>
    public bool TryTake(ref ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> line, out bool isEnded)
    {
        while (!bytes.IsEmpty)
        {
            var next = bytes[0];
            bytes = bytes[1..];
            isEnded = next is (byte)'\r' or (byte)'\n';
            if (!isEnded)
            {
                _part[_length++] = next;
            }

            if (isEnded ? _length > 0 : _length == MaxLength)
            {
                line = TakePart();
                return true;
            }
        }

        line = default;
        isEnded = false;
        return false;
    }

    /// <summary>Takes the line without an end.</summary>
    public ReadOnlySpan<byte> TakePart()
    {
        var length = _length;
        _length = 0;
        return _part.AsSpan(0, length);
    }
}
