using Board.Domain.Readings;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Live;
using Board.Web.Text;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Lagging;

/// <summary>Issues a dunning letter: numbered, kept with the figures of that moment, and never changed again.</summary>
public sealed class IssueLetter(BoardTransactions transactions, LiveBoard live)
{
    /// <summary>What is asked for.</summary>
    /// <param name="Units">Codes of the addressed units; none twice.</param>
    /// <param name="Token">Of the draft from which it was written.</param>
    /// <param name="Key">Made with the form; a second click brings the same one, and gets the letter that the first one issued.</param>
    public sealed record Request(string PlanId, IReadOnlyList<string> Units, LetterText Text, string Token, string Key);

    /// <summary>What came of it. Only <see cref="Issued"/> changed anything.</summary>
    public abstract record Result
    {
        private Result() { }

        /// <summary>It is issued, now or by the first of several clicks.</summary>
        public sealed record Issued(long Id, int Number) : Result;

        /// <summary>Refused by a rule.</summary>
        public sealed record Refused(IReadOnlyList<Rejection> Rejections) : Result;

        /// <summary>What is asked of the units, or the last letter to them, is another one than when it was drafted.</summary>
        public sealed record Moved(DraftLetter.Draft Now) : Result;

        /// <summary>From that form another text was issued before: somebody went back to it.</summary>
        public sealed record Used(long Id, int Number) : Result;

        /// <summary>Nothing is to be asked of these units any more.</summary>
        public sealed record NothingOwed : Result;

        /// <summary>The role does not do this.</summary>
        public sealed record NotAllowed : Result;

        /// <summary>No such plan or unit.</summary>
        public sealed record NotFound : Result;
    }

    /// <summary>Checks and stores in one transaction.</summary>
    public Task<Result> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default) => transactions.RunAsync<Result>(async transaction =>
    {
        var db = transaction.Db;
        if (await actor.LoadAsync(db, cancel) is not { } permit || !LetterGate.Writes(permit)) return new Result.NotAllowed();
        if (live.State.Find(request.PlanId) is not { } board || request.Units.Count == 0 || request.Units.Any(unit => board.Plan.FindUnit(unit) is null)) return new Result.NotFound();
        if (!Guid.TryParseExact(request.Key, "N", out _)) return new Result.Refused([new("", "malformed", "key")]);
        if (await db.DunningLetters.AsNoTracking().FirstOrDefaultAsync(row => row.Key == request.Key, cancel) is { } first)
            return first.Body == Kept(request.Text.Body) && first.Subject == Kept(request.Text.Subject) ? new Result.Issued(first.Id, first.Number) : new Result.Used(first.Id, first.Number);

        var (due, today) = (Say.Day(request.Text.Due), board.Calendar.Clock.DateOf(transaction.Now));
        var faults = request.Text.Faults(due, today, board.Plan.LastDay.AddDays(Domain.Meetings.DirectiveRules.DaysAfterYear));
        if (faults.Count > 0) return new Result.Refused(faults);
        if (await DraftLetter.OfAsync(db, board, request.Units, transaction.Now, cancel) is not { Letter.Facts: var facts } now) return new Result.NothingOwed();
        if (now.Token != request.Token) return new Result.Moved(now);

        var text = request.Text;
        var row = new DunningLetterRow
        {
            PlanId = request.PlanId, Number = 1 + await db.DunningLetters.CountAsync(row => row.PlanId == request.PlanId, cancel), Units = string.Join(' ', facts.Units.Select(unit => unit.Code)),
            Subject = Kept(text.Subject), Body = Kept(text.Body), Due = due!.Value, Copies = Kept(text.Copies), Capacity = Kept(text.Capacity), Signer = Kept(text.Signer),
            IssuedOn = today, By = permit.Name, At = transaction.Now.UtcDateTime, Facts = ReportJsonText.Write(facts), Key = request.Key,
        };
        var id = transaction.Insert(row);
        transaction.Audit(actor, permit.Name, "letter.issue", $"{request.PlanId}/{row.Number}", new { row.Units, row.Subject, row.Due, boardVersion = facts.Version, hash = row.Hash });
        return new Result.Issued(id, row.Number);
    }, cancel);

    private static string Kept(string text) => text.ReplaceLineEndings("\n").Trim();
}
