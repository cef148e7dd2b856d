using System.Text.Json.Nodes;
using Board.Tests.Support;

namespace Board.Tests.Reminders;

/// <summary><c>reminders preview</c>.</summary>
public sealed class PreviewTests
{
    [Fact]
    public async Task ItSays_WhatWouldBeSent_ToWhom_AndWhen()
    {
        using var files = new TempFolder();
        var database = CommandLine.On(files["board.db"]);
        Assert.Equal(0, (await CommandLine.RunAsync("user", "add", "--email", "dakru@huyen.vn", "--name", "Điểu Đắk Ru", "--role", "reporter", "--unit", "dak-ru", database)).Code);
        Assert.Equal(0, (await CommandLine.RunAsync("user", "add", "--email", "office@huyen.vn", "--name", "Thường trực", "--role", "secretariat", database)).Code);

        var run = await CommandLine.RunAsync("reminders", "preview", "--from", "2023-08-31", "--to", "2023-09-07", "--json", database);
        Assert.Equal((0, ""), (run.Code, run.Error));
        var ahead = JsonNode.Parse(run.Output)!.AsArray();
        var dakRu = ahead.Where(one => (string?)one!["unit"] == "dak-ru").Select(one => $"{one!["dueAt"]} {one["stage"]} {one["to"]} {one["recipient"]?.ToString() ?? "-"} {one["reason"]}");
        Assert.Equal(
            [
                "2023-08-31T08:00:00+07:00 last-day unit dakru@huyen.vn owed", "2023-09-05T08:00:00+07:00 overdue unit dakru@huyen.vn owed",
                "2023-09-07T08:00:00+07:00 escalated unit dakru@huyen.vn owed", "2023-09-07T08:00:00+07:00 escalated office office@huyen.vn escalated",
                "2023-09-07T08:00:00+07:00 escalated committee - escalated",
            ],
            dakRu);
        // A unit without an account is named all the same, and reported.
        Assert.Equal(["office office@huyen.vn", "unit -"], ahead.Where(one => (string?)one!["unit"] == "dak-sin" && (string?)one["stage"] == "last-day").Select(one => $"{one!["to"]} {one["recipient"]?.ToString() ?? "-"}").Order());

        var lines = await CommandLine.RunAsync("reminders", "preview", "--from", "2023-09-05", "--to", "2023-09-05", database);
        Assert.Contains(lines.Lines, line => line.StartsWith("2023-09-05 08:00  overdue    unit-quarterly.2023-Q3.dak-ru", StringComparison.Ordinal) && line.EndsWith("dakru@huyen.vn", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--from", "2023-09-05")]
    [InlineData("--from", "2023-09-05", "--to", "5/9/2023")]
    [InlineData("--from", "2023-09-05", "--to", "2023-09-04")]
    [InlineData("--from", "2023-09-05", "--to", "2023-09-31")]
    public async Task ASpanThatIsNone_IsUsage(params string[] span)
    {
        using var files = new TempFolder();
        var run = await CommandLine.RunAsync(["reminders", "preview", .. span, CommandLine.On(files["board.db"])]);
        Assert.Equal((2, "", 1), (run.Code, run.Output, run.Errors.Length));
    }
}
