namespace Board.Web.Documents;

/// <summary>A table for spreadsheets, whatever the file that it becomes.</summary>
/// <param name="Title">Its name: 31 letters at most, none of <c>[]:*?/\</c>.</param>
/// <param name="Rows">Each as long as the columns; numbers, days and instants as such, null where there is nothing.</param>
public sealed record Table(string Title, IReadOnlyList<XlsxDocument.Column> Columns, IReadOnlyList<object?[]> Rows);
