using System.Security.Cryptography;
using Board.Domain.Readings;
using Board.Domain.Reports;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Text;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Reports;

/// <summary>Attaches a file to a report that is not handed in.</summary>
public sealed class AddAttachment(BoardTransactions transactions, IDbContextFactory<BoardDb> databases, PlanShelf plans, AttachmentFiles files)
{
    /// <summary>The largest file, in bytes.</summary>
    public const int LargestFile = 10 * 1024 * 1024;

    /// <summary>The longest name, in characters.</summary>
    public const int LongestName = 200;

    /// <summary>What is asked for.</summary>
    /// <param name="Name">As the sender's browser gives it; a path in it is dropped.</param>
    public sealed record Request(string PlanId, string Period, string Unit, string Name, byte[] Content);

    /// <summary>What came of it.</summary>
    public abstract record Result
    {
        /// <summary>The file is stored.</summary>
        public sealed record Added(AttachmentView Attachment) : Result;

        /// <summary>Refused by a rule; nothing was stored.</summary>
        public sealed record Refused(Rejection Rejection) : Result;

        /// <summary>The report is handed in; nothing was stored.</summary>
        public sealed record Closed : Result;

        /// <summary>Not for this actor.</summary>
        public sealed record NotYours(ReportRefusal Refusal) : Result;
    }

    /// <summary>Writes the file, and then its row in one transaction; a file whose row was not stored is taken away again.</summary>
    public async Task<Result> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        // Whoever may not attach a file learns nothing else, and leaves nothing on the disk.
        if (await OpenAsync(actor, request.PlanId, request.Period, request.Unit, cancel) is { Refused: { } refused }) return refused;
        var name = NameOf(request.Name);
        if (FaultOf(name, request.Content) is { } fault) return new Result.Refused(fault);
        // Before the transaction: nobody else shall wait for the disk.
        var file = await files.WriteAsync(request.Content, cancel);
        var stored = false;
        try
        {
            var result = await transactions.RunAsync(transaction => StoreAsync(transaction, actor, request, name, file, cancel), cancel);
            stored = result is Result.Added;
            if (stored) files.Keep(file);
            return result;
        }
        finally
        {
            if (!stored) files.Remove(file);
        }
    }

    /// <summary>The report as it is now, or why nothing can be attached to it, whatever the file: to be asked before the file is taken in.</summary>
    internal async Task<(ReportGate? Gate, Result? Refused)> OpenAsync(Actor actor, string planId, string period, string unit, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await OpenAsync(db, actor, planId, period, unit, cancel);
    }

    private async Task<(ReportGate? Gate, Result? Refused)> OpenAsync(BoardDb db, Actor actor, string planId, string period, string unit, CancellationToken cancel)
    {
        var (gate, refusal) = await ReportGate.OpenAsync(db, plans, actor, planId, period, unit, cancel);
        if (gate is null) return (null, new Result.NotYours(refusal!.Value));
        if (!gate.MayEdit) return (null, new Result.NotYours(ReportRefusal.NotAllowed));
        if (await gate.RowAsync(db, cancel) is not { } report) return (gate, null);
        if (report.Standing.IsIn) return (null, new Result.Closed());
        return await db.Attachments.CountAsync(row => row.ReportId == report.Id && row.RemovedAt == null, cancel) < ReportRules.MostAttachments
            ? (gate, null)
            : (null, new Result.Refused(new("file", "too-many-attachments", ReportRules.MostAttachments)));
    }

    private async Task<Result> StoreAsync(BoardTransaction transaction, Actor actor, Request request, string name, string file, CancellationToken cancel)
    {
        var db = transaction.Db;
        var (open, refused) = await OpenAsync(db, actor, request.PlanId, request.Period, request.Unit, cancel);
        if (open is not { } gate) return refused!;
        var report = await gate.RowOrNewAsync(db, cancel);
        // A new report needs its number.
        await db.SaveChangesAsync(cancel);

        var row = new AttachmentRow
        {
            ReportId = report.Id, File = file, Name = name, Type = AttachmentKind.Of(name, request.Content)!.Type, Size = request.Content.Length,
            Hash = SHA256.HashData(request.Content), By = gate.Permit.Name, At = transaction.Now.UtcDateTime,
        };
        transaction.Insert(row);
        transaction.Audit(actor, gate.Permit.Name, "attachment.add", $"{gate.Subject}/{file}", new { row.Name, row.Size, Hash = Convert.ToHexString(row.Hash) });
        return new Result.Added(new(file, row.Name, row.Type, row.Size, row.By, transaction.Now));
    }

    // Browsers send names alone; whatever else sends a path means its last part.
    private static string NameOf(string name)
    {
        var last = UnicodeForms.Composed(name).Split('/', '\\')[^1];
        return new string([.. last.Where(c => !char.IsControl(c) && char.GetUnicodeCategory(c) is not System.Globalization.UnicodeCategory.Format)]).Trim();
    }

    private static Rejection? FaultOf(string name, byte[] content) =>
        name.Length == 0 || name.StartsWith('.') ? new("file", "missing")
        : name.Length > LongestName ? new("file", "too-long", LongestName)
        : content.Length == 0 ? new("file", "file-empty")
        : content.Length > LargestFile ? new("file", "file-too-big", content.Length, LargestFile)
        : AttachmentKind.Of(name, content) is null ? new("file", "file-kind", string.Join(", ", AttachmentKind.All.SelectMany(kind => kind.Endings)))
        : null;
}
