using Board.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Data;

/// <summary>
/// Runs each use case in one transaction: its rows, audit entry and board version together, or nothing. The acknowledgement
/// comes after the commit.
/// </summary>
public sealed class BoardTransactions(IDbContextFactory<BoardDb> databases, TimeProvider clock, AuditKey key) : IDisposable
{
    // SQLite has one writer at a time. Waiting here is fair and costs nothing; waiting in SQLite means sleeping and polling.
    private readonly SemaphoreSlim _writer = new(1);

    /// <summary>Runs a use case and commits. An exception rolls everything back.</summary>
    public async Task<T> RunAsync<T>(Func<BoardTransaction, Task<T>> useCase, CancellationToken cancel = default)
    {
        await _writer.WaitAsync(cancel);
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            // On SQLite this is BEGIN IMMEDIATE: what is read below can't change before the commit.
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            var result = await useCase(new(db, clock.GetUtcNow(), key));
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(CancellationToken.None);
            return result;
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();
}

/// <summary>What a use case works with while its transaction is open.</summary>
/// <param name="Db">Tracks what will be stored.</param>
/// <param name="Now">The one instant of the whole use case, UTC.</param>
public sealed record BoardTransaction(BoardDb Db, DateTimeOffset Now, AuditKey Key)
{
    /// <summary>Raises the board version by one and answers the new one.</summary>
    public async Task<long> RaiseVersionAsync(CancellationToken cancel)
    {
        var now = Now.UtcDateTime;
        var raised = await Db.Database
            .SqlQuery<long>($"""UPDATE "BoardVersion" SET "Value" = "Value" + 1, "At" = {now} RETURNING "Value" """)
            .ToListAsync(cancel);
        return raised.Single();
    }

    /// <summary>Adds a link to the audit chain.</summary>
    /// <param name="detail">Turned into JSON.</param>
    public async Task AuditAsync(Actor actor, string name, string action, string subject, object detail, CancellationToken cancel)
    {
        var last = await Db.Audit.AsNoTracking().OrderByDescending(row => row.Id).Select(row => row.Mac).FirstOrDefaultAsync(cancel);
        Db.Add(AuditChain.Link(Key, last, Now.UtcDateTime, actor.ToString(), name, action, subject, detail));
        await Db.SaveChangesAsync(cancel);
    }
}
