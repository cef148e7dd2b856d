using Microsoft.Data.Sqlite;

namespace Board.Tests.Support;

/// <summary>SQL past the product, as somebody with the database file in hand would run it.</summary>
public static class Sql
{
    /// <summary>Lets rows be changed that the product keeps for good.</summary>
    public const string DropTriggers =
        """
        DROP TRIGGER "Readings_Keep"; DROP TRIGGER "Readings_Figures"; DROP TRIGGER "Audit_Keep"; DROP TRIGGER "Audit_Change";
        DROP TRIGGER "Submissions_Keep"; DROP TRIGGER "Submissions_Change"; DROP TRIGGER "SubmittedReadings_Keep"; DROP TRIGGER "SubmittedReadings_Change";
        """;

    public static void Run(string database, string sql)
    {
        using var connection = Open(database);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static long Number(string database, string sql) => (long)Scalar(database, sql)!;

    public static string Text(string database, string sql) => (string)Scalar(database, sql)!;

    /// <summary>Everything that a refused request must leave as it was.</summary>
    public static string Counts(string database) => Text(database, """
        SELECT 'readings ' || (SELECT count(*) FROM "Readings") || ', audit ' || (SELECT count(*) FROM "Audit")
            || ', receipts ' || (SELECT count(*) FROM "Receipts") || ', tokens ' || (SELECT count(*) FROM "Tokens")
            || ', reports ' || (SELECT coalesce(group_concat("Unit" || "Version" || "State"), '') FROM "Reports") || ', submissions ' || (SELECT count(*) FROM "Submissions")
            || ', reviews ' || (SELECT count(*) FROM "Reviews") || ', progress ' || (SELECT count(*) FROM "AssignmentProgress")
            || ', accounts ' || (SELECT count(*) FROM "Accounts")
            || ', meetings ' || (SELECT count(*) || coalesce(max("ClosedAt"), '') FROM "Meetings") || ', directives ' || (SELECT count(*) FROM "Directives") || '+' || (SELECT count(*) FROM "DirectiveEntries")
            || ', attachments ' || (SELECT count(*) FROM "Attachments" WHERE "RemovedAt" IS NULL) || ', plans ' || (SELECT count(*) FROM "Plans") || ', version ' || (SELECT "Value" FROM "BoardVersion")
        """);

    private static object? Scalar(string database, string sql)
    {
        using var connection = Open(database);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static SqliteConnection Open(string database)
    {
        var connection = new SqliteConnection($"Data Source={database};Pooling=False;Mode=ReadWrite");
        connection.Open();
        return connection;
    }
}
