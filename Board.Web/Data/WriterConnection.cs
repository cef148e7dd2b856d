using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Board.Web.Data;

/// <summary>
/// The one connection that writes, with the statements of the hot path prepared once. EF Core composes and prepares each anew, which
/// costs several times what SQLite needs to run them (<c>Board.Bench -- commit</c>); it still owns the model, and all other queries.
/// </summary>
public sealed class WriterConnection : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly PooledDbContextFactory<BoardDb> _contexts;
    private readonly Dictionary<string, SqliteCommand> _prepared = [];
    private readonly Dictionary<Type, RowInsert> _inserts = [];

    /// <summary>Opens it.</summary>
    public WriterConnection(string connectionString)
    {
        _connection = SqliteConnections.Open(connectionString);
        _contexts = new(new DbContextOptionsBuilder<BoardDb>().UseSqlite(_connection).Options, poolSize: 1);
    }

    /// <summary>A context on this connection; one at a time.</summary>
    public BoardDb CreateContext() => _contexts.CreateDbContext();

    /// <summary>A statement with its parameters <c>$0</c>, <c>$1</c> … set, ready to run in the open transaction.</summary>
    public SqliteCommand Prepare(SqliteTransaction transaction, string sql, params ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = new SqliteCommand(sql, _connection);
            for (var i = 0; i < values.Length; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
            _prepared[sql] = command;
        }
        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    /// <summary>Stores a row as the model maps it; answers its number.</summary>
    public long Insert<T>(BoardDb db, SqliteTransaction transaction, T row) where T : class
    {
        if (!_inserts.TryGetValue(typeof(T), out var insert)) _inserts[typeof(T)] = insert = new(db.Model.FindEntityType(typeof(T))!);
        return (long)Prepare(transaction, insert.Sql, insert.ValuesOf(row)).ExecuteScalar()!;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in _prepared.Values) command.Dispose();
        _connection.Dispose();
    }

    private sealed class RowInsert
    {
        private readonly IProperty[] _columns;

        public RowInsert(IEntityType type)
        {
            _columns = [.. type.GetProperties().Where(property => !property.IsPrimaryKey())];
            var names = string.Join(", ", _columns.Select(column => $"\"{column.GetColumnName()}\""));
            Sql = $"INSERT INTO \"{type.GetTableName()}\" ({names}) VALUES ({string.Join(", ", _columns.Select((_, i) => $"${i}"))}) RETURNING \"Id\"";
        }

        public string Sql { get; }

        public object?[] ValuesOf(object row) => [.. _columns.Select(column => Stored(column, column.PropertyInfo!.GetValue(row)))];

        private static object? Stored(IProperty column, object? value) =>
            column.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value;
    }
}
