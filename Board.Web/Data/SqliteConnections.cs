using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Board.Web.Data;

/// <summary>How every connection to a SQLite database is set up: durable commits, foreign keys, patience with other processes.</summary>
public sealed class SqliteConnections : DbConnectionInterceptor
{
    // Without recursive triggers REPLACE would delete rows past the triggers that keep them.
    private const string Settings = "PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA recursive_triggers = ON;";

    /// <summary>The oldest SQLite that does not corrupt a database when its write-ahead log is reset.</summary>
    public static readonly Version OldestSafe = new(3, 51, 3);

    /// <summary>Options for a database file.</summary>
    public static void Configure(DbContextOptionsBuilder options, string connectionString) =>
        options.UseSqlite(connectionString).AddInterceptors(new SqliteConnections());

    /// <summary>Opens a connection of its own, set up as all are.</summary>
    public static SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        SetUp(connection);
        return connection;
    }

    /// <summary>The file of a connection string, as a full path.</summary>
    public static string FileOf(string connectionString) =>
        Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource);

    /// <summary>True if the file itself is at fault: SQLITE_CORRUPT or SQLITE_NOTADB.</summary>
    public static bool IsDamage(SqliteException fault) => fault.SqliteErrorCode is 11 or 26;

    /// <inheritdoc/>
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => SetUp(connection);

    /// <inheritdoc/>
    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        // SQLite has no asynchronous calls: the other form would only pretend.
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }

    private static void SetUp(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
    }
}
