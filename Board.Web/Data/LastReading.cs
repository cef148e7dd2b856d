using System.Globalization;
using Board.Domain.Readings;

namespace Board.Web.Data;

/// <summary>What a new figure of an indicator and unit follows.</summary>
/// <param name="Id">The row that holds it.</param>
public sealed record LastReading(long Id, DateOnly AsOf, int Revision, bool Current, Figure Figure, string? Note, string Source)
{
    private const string Sql = """
        SELECT "Id", "AsOf", "Revision", "Current", "Numerator", "Denominator", "Note", "Source" FROM "Readings"
        WHERE "PlanId" = $0 AND "Indicator" = $1 AND "Unit" = $2 AND "AsOf" <= $3
        """;

    private const string Newest = $"""{Sql} ORDER BY "AsOf" DESC, "Revision" DESC LIMIT 1""";

    private const string NewestCurrent = $"""{Sql} AND "Current" = 1 ORDER BY "AsOf" DESC LIMIT 1""";

    /// <summary>The newest revision on or before the draft's date, returned ones included; null before the first.</summary>
    public static LastReading? FindNewest(BoardTransaction transaction, string planId, ReadingDraft draft) => Find(transaction, Newest, planId, draft);

    /// <summary>The figure that counts on the draft's date; null before the first.</summary>
    public static LastReading? FindCurrent(BoardTransaction transaction, string planId, ReadingDraft draft) => Find(transaction, NewestCurrent, planId, draft);

    /// <summary>Lets a newer revision take its place.</summary>
    public void Overtake(BoardTransaction transaction) =>
        transaction.Prepare("""UPDATE "Readings" SET "Current" = 0 WHERE "Id" = $0""", Id).ExecuteNonQuery();

    private static LastReading? Find(BoardTransaction transaction, string sql, string planId, ReadingDraft draft)
    {
        using var row = transaction.Prepare(sql, planId, draft.Indicator, draft.Unit, draft.AsOf).ExecuteReader();
        return row.Read()
            ? new(row.GetInt64(0), DateOnly.ParseExact(row.GetString(1), "yyyy-MM-dd", CultureInfo.InvariantCulture), row.GetInt32(2), row.GetBoolean(3),
                new(Stored.Decimal(row.GetInt64(4)), row.IsDBNull(5) ? null : Stored.Decimal(row.GetInt64(5))),
                row.IsDBNull(6) ? null : row.GetString(6), row.GetString(7))
            : null;
    }
}
