using Board.Web.Access;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Storage;

namespace Board.Web.Data;

/// <summary>
/// Runs each use case in one transaction: its rows, audit entry and board version together, or nothing. The acknowledgement
/// comes after the commit.
/// </summary>
public sealed class BoardTransactions(IConfiguration configuration, TimeProvider clock, AuditKey key) : IDisposable
{
    // SQLite has one writer at a time. Waiting here is fair and costs nothing; waiting in SQLite means sleeping and polling.
    private readonly SemaphoreSlim _writer = new(1);

    private readonly Lazy<WriterConnection> _connection = new(() => new(configuration.GetConnectionString("Board")!));

    /// <summary>Runs a use case and commits. An exception rolls everything back.</summary>
    public async Task<T> RunAsync<T>(Func<BoardTransaction, Task<T>> useCase, CancellationToken cancel = default)
    {
        await _writer.WaitAsync(cancel);
        try
        {
            var connection = _connection.Value;
            await using var db = connection.CreateContext();
            // What fails here fails as a whole: no save needs a point of its own to go back to.
            db.Database.AutoSavepointsEnabled = false;
            // On SQLite this is BEGIN IMMEDIATE: what is read below can't change before the commit.
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            var result = await useCase(new(db, clock.GetUtcNow(), key, connection, (SqliteTransaction)transaction.GetDbTransaction()));
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
    public void Dispose()
    {
        if (_connection.IsValueCreated) _connection.Value.Dispose();
        _writer.Dispose();
    }
}

/// <summary>What a use case works with while its transaction is open.</summary>
/// <param name="Db">Tracks what will be stored.</param>
/// <param name="Now">The one instant of the whole use case, UTC.</param>
public sealed record BoardTransaction(BoardDb Db, DateTimeOffset Now, AuditKey Key, WriterConnection Connection, SqliteTransaction Inner)
{
    /// <summary>Stores a row at once and answers its number.</summary>
    public long Insert<T>(T row) where T : class => Connection.Insert(Db, Inner, row);

    /// <summary>A statement of the hot path, prepared once, with its parameters <c>$0</c>, <c>$1</c> … set.</summary>
    public SqliteCommand Prepare(string sql, params ReadOnlySpan<object?> values) => Connection.Prepare(Inner, sql, values);

    /// <summary>Raises the board version by one and answers the new one.</summary>
    public long RaiseVersion() => (long)Prepare(
        """UPDATE "BoardVersion" SET "Value" = "Value" + 1, "At" = $0 RETURNING "Value" """, Now.UtcDateTime).ExecuteScalar()!;

    /// <summary>Adds a link to the audit chain.</summary>
    /// <param name="detail">Turned into JSON.</param>
    public void Audit(Actor actor, string name, string action, string subject, object detail)
    {
        var last = (byte[]?)Prepare("""SELECT "Mac" FROM "Audit" ORDER BY "Id" DESC LIMIT 1""").ExecuteScalar();
        Insert(AuditChain.Link(Key, last, Now.UtcDateTime, actor.ToString(), name, action, subject, detail));
    }
}
