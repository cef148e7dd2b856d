using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Access;

/// <summary>Looks into the audit, for administrators.</summary>
public sealed class FindAudit(IDbContextFactory<BoardDb> databases)
{
    /// <summary>The most entries in one answer.</summary>
    public const int Most = 1000;

    /// <summary>Which entries; null for any.</summary>
    /// <param name="Action">An action, or a whole kind of them: <c>account</c> for <c>account.add</c> and the others.</param>
    /// <param name="Subject">What was acted on, or all of what lies under it: a plan for its readings.</param>
    /// <param name="From">Not before this instant.</param>
    /// <param name="To">Before this instant.</param>
    /// <param name="Before">Only entries older than that one, to go on from page to page.</param>
    public sealed record Request(string? Action, string? Actor, string? Subject, DateTimeOffset? From, DateTimeOffset? To, long? Before, int Take);

    /// <summary>The entries, newest first; null for whoever may not see them.</summary>
    public async Task<IReadOnlyList<AuditRow>?> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await actor.LoadAsync(db, cancel) is not { Role: Role.Admin }) return null;
        var rows = db.Audit.AsNoTracking();
        if (request.Action is { Length: > 0 } action) rows = rows.Where(row => row.Action == action || row.Action.StartsWith(action + "."));
        if (request.Actor is { Length: > 0 } who) rows = rows.Where(row => row.Actor == who);
        if (request.Subject is { Length: > 0 } subject) rows = rows.Where(row => row.Subject == subject || row.Subject.StartsWith(subject + "/") || row.Subject.StartsWith(subject + "#"));
        if (request.From?.UtcDateTime is { } from) rows = rows.Where(row => row.At >= from);
        if (request.To?.UtcDateTime is { } to) rows = rows.Where(row => row.At < to);
        if (request.Before is { } before) rows = rows.Where(row => row.Id < before);
        return await rows.OrderByDescending(row => row.Id).Take(Math.Clamp(request.Take, 1, Most)).ToListAsync(cancel);
    }
}
