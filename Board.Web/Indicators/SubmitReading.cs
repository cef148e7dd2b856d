using System.Security.Cryptography;
using System.Text.Json;
using Board.Domain.Readings;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Live;

namespace Board.Web.Indicators;

/// <summary>Records one figure.</summary>
public sealed class SubmitReading(BoardTransactions transactions, PlanShelf plans, LiveBoard live)
{
    /// <summary>What is asked for.</summary>
    /// <param name="Confirmed">The sender has seen the warnings and stands by the figure.</param>
    /// <param name="IdempotencyKey">The same for every retry of one request; null where the sender doesn't care.</param>
    /// <param name="Source">How it came in, for the record: <c>api</c>.</param>
    public sealed record Request(string PlanId, ReadingDraft Draft, bool Confirmed, string? IdempotencyKey, string Source);

    /// <summary>What the sender may rely on once it has it: the reading is stored.</summary>
    public sealed record Receipt(long Id, int Revision, long Version, IReadOnlyList<Rejection> Warnings);

    /// <summary>What came of it. Only <see cref="Stored"/> changed anything.</summary>
    public abstract record Result
    {
        /// <summary>The reading is stored, now or by an earlier try of the same request.</summary>
        public sealed record Stored(Receipt Receipt) : Result;

        /// <summary>Refused by a rule.</summary>
        public sealed record Refused(IReadOnlyList<Rejection> Rejections) : Result;

        /// <summary>It looks odd and was not confirmed.</summary>
        public sealed record NeedsConfirmation(IReadOnlyList<Rejection> Warnings) : Result;

        /// <summary>The key was used for another request.</summary>
        public sealed record KeyReused : Result;

        /// <summary>The role does not report.</summary>
        public sealed record NotAllowed : Result;

        /// <summary>No such plan, or another unit's.</summary>
        public sealed record NotFound : Result;
    }

    /// <summary>Checks and stores the draft in one transaction, and tells the board after the commit.</summary>
    public async Task<Result> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        var result = await transactions.RunAsync(transaction => StoreAsync(transaction, actor, request, cancel), cancel);
        if (result is Result.Stored) live.Announce();
        return result;
    }

    private async Task<Result> StoreAsync(BoardTransaction transaction, Actor actor, Request request, CancellationToken cancel)
    {
        var (db, draft) = (transaction.Db, request.Draft);
        if (await actor.LoadAsync(db, cancel) is not { Reports: true } permit) return new Result.NotAllowed();
        if (await plans.FindAsync(transaction, request.PlanId, cancel) is not { } calendar) return new Result.NotFound();
        if (calendar.Plan.FindUnit(draft.Unit) is not null && !permit.ReportsFor(draft.Unit)) return new Result.NotFound();

        if (request.IdempotencyKey is { } used && await db.Receipts.FindAsync([actor.ToString(), used], cancel) is { } earlier)
            return earlier.Request.AsSpan().SequenceEqual(Asked(request))
                ? new Result.Stored(JsonSerializer.Deserialize<Receipt>(earlier.Receipt)!)
                : new Result.KeyReused();

        var ledger = new ReadingLedger(transaction, calendar, actor, permit);
        var judged = ledger.Judge(draft);
        if (judged.Verdict is { Reading: null, Rejections: var rejections }) return new Result.Refused(rejections);
        if (judged.Verdict.Warnings.Count > 0 && !request.Confirmed) return new Result.NeedsConfirmation(judged.Verdict.Warnings);

        var version = transaction.RaiseVersion();
        var id = ledger.Store(judged, version, request.Source);
        var receipt = new Receipt(id, judged.Verdict.Reading.Revision, version, judged.Verdict.Warnings);
        if (request.IdempotencyKey is { } fresh)
            db.Add(new ReceiptRow
            {
                Actor = actor.ToString(), Key = fresh, Request = Asked(request), Receipt = JsonSerializer.Serialize(receipt), At = transaction.Now.UtcDateTime,
            });
        return new Result.Stored(receipt);
    }

    private static byte[] Asked(Request request) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request with { Source = "" }));
}
