using Board.Domain.Progress;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Live;

/// <summary>
/// What a board is read by. Compiled once, since these run again with every reading that comes in; a set serves the contexts of one
/// factory, for the compiler binds it to their model.
/// </summary>
public sealed class BoardQueries
{
    public Func<BoardDb, CancellationToken, Task<BoardVersionRow>> Version { get; } =
        EF.CompileAsyncQuery((BoardDb db, CancellationToken _) => db.BoardVersion.AsNoTracking().Single());

    public Func<BoardDb, IAsyncEnumerable<PlanAt>> Plans { get; } =
        EF.CompileAsyncQuery((BoardDb db) => db.Plans.Select(row => new PlanAt(row.Id, row.Version, row.Day)));

    public Func<BoardDb, string, long, IAsyncEnumerable<string>> Changed { get; } =
        EF.CompileAsyncQuery((BoardDb db, string plan, long since) =>
            db.Readings.Where(row => row.PlanId == plan && row.Version > since).Select(row => row.Indicator).Distinct());

    /// <summary>Whether a reading or a report has changed since, of every plan.</summary>
    public Func<BoardDb, long, IAsyncEnumerable<PlanChanges>> Changes { get; } =
        EF.CompileAsyncQuery((BoardDb db, long since) => db.Plans.Select(plan => new PlanChanges(plan.Id,
            db.Readings.Any(row => row.PlanId == plan.Id && row.Version > since), db.Reports.Any(row => row.PlanId == plan.Id && row.BoardVersion > since))));

    public Func<BoardDb, string, string, IAsyncEnumerable<ReadingRow>> Current { get; } =
        EF.CompileAsyncQuery((BoardDb db, string plan, string indicator) =>
            db.Readings.AsNoTracking().Where(row => row.PlanId == plan && row.Indicator == indicator && row.Current));

    public Func<BoardDb, string, IAsyncEnumerable<ReadingRow>> Recent { get; } =
        EF.CompileAsyncQuery((BoardDb db, string plan) =>
            db.Readings.AsNoTracking().Where(row => row.PlanId == plan).OrderByDescending(row => row.Id).Take(BoardSnapshot.RecentReadings));

    /// <summary>Which plan there is, at which version, and the day that its board was last turned to.</summary>
    public sealed record PlanAt(string Id, long Version, DateOnly Day);

    /// <summary>What of a plan has changed.</summary>
    public sealed record PlanChanges(string Id, bool Readings, bool Reports);
}
