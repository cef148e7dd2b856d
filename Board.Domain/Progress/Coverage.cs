namespace Board.Domain.Progress;

/// <summary>How many of the expected units have an effective reading.</summary>
/// <param name="Reported">0 to <paramref name="Expected"/>.</param>
/// <param name="Missing">Codes of the units without one, in the plan's order.</param>
public sealed record Coverage(int Reported, int Expected, IReadOnlyList<string> Missing)
{
    /// <summary>True where nobody is missing.</summary>
    public bool Complete => Missing.Count == 0;

    /// <inheritdoc/>
    public bool Equals(Coverage? other) =>
        other is not null && Reported == other.Reported && Expected == other.Expected && Missing.SequenceEqual(other.Missing);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Reported, Expected);
}
