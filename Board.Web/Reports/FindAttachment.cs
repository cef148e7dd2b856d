using Board.Web.Access;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Reports;

/// <summary>Opens an attached file for whoever may read its report.</summary>
public sealed class FindAttachment(IDbContextFactory<BoardDb> databases, PlanShelf plans, AttachmentFiles files)
{
    /// <summary>The file, to be disposed by whoever gets it; or why not.</summary>
    public async Task<((AttachmentView About, Stream Content)? File, ReportRefusal? Refusal)> ExecuteAsync(
        Actor actor, string planId, string period, string unit, string id, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var (gate, refusal) = await ReportGate.OpenAsync(db, plans, actor, planId, period, unit, cancel);
        if (gate is null) return (null, refusal);
        if (await gate.RowAsync(db, cancel) is not { } report || !gate.MayEdit && !report.Standing.IsIn) return (null, ReportRefusal.NotFound);
        var row = await AttachmentFiles.Kept(db).FirstOrDefaultAsync(row => row.ReportId == report.Id && row.File == id, cancel);
        return row is not null && files.TryOpen(row.File) is { } content
            ? ((new(row.File, row.Name, row.Type, row.Size, row.By, new(row.At)), content), null)
            : (null, ReportRefusal.NotFound);
    }
}
