using NUnit.Framework;

namespace Temper.Testing;

/// <summary>
/// How many inputs a test draws at random: a twentieth, so that <c>dotnet test</c> stays quick, or the full number,
/// which <c>.ci/reliability</c> asks for.
/// </summary>
public static class FuzzInputs
{
    /// <summary>The category of the tests that draw more inputs when the full number is asked for.</summary>
    public const string Category = "Fuzz";

    private const int QuickDivisor = 20;

    private static readonly bool IsFull = TestContext.Parameters.Get("FuzzInputs") == "full";

    public static int Of(int full) => IsFull ? full : full / QuickDivisor;
}
