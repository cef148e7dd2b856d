using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Board.Web.Access;
using Board.Web.Live;
using Board.Web.Reminders;

namespace Board.Web.Commands;

/// <summary><c>reminders preview --from D --to D [--json]</c>: what would be sent, to whom, when.</summary>
public static class RemindersCommand
{
    /// <summary>One reminder ahead, as JSON.</summary>
    /// <param name="Unit">The unit that owes.</param>
    /// <param name="To">Whom it is for: <c>unit</c>, <c>office</c>, <c>committee</c>.</param>
    /// <param name="Recipient">The address; null where nobody has such an account.</param>
    public sealed record ReminderJson(
        string Plan, string Deadline, string Unit, string Stage, DateTimeOffset DueAt, string To, string Reason, string? Recipient, string Channel, DateOnly LastDay, DateOnly LastWorkingDay);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    /// <summary>Makes the command.</summary>
    public static Command Make()
    {
        var (from, to) = (Day("--from", "The first day."), Day("--to", "The last day."));
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var preview = new Command("preview", "Say what would be sent, to whom and when, if nothing changes until then.") { TreatUnmatchedTokensAsErrors = false };
        preview.Add(from);
        preview.Add(to);
        preview.Add(json);
        preview.SetAction(async (parsed, cancel) =>
        {
            var (first, last) = (parsed.GetValue(from), parsed.GetValue(to));
            if (last < first) return BoardCommands.Fail("--to lies before --from.");
            await using var app = Server.Build([.. parsed.UnmatchedTokens], null);
            await Server.OpenDatabaseAsync(app.Services, cancel);
            await Server.LoadPlansAsync(app.Services, cancel);
            var ahead = (await app.Services.GetRequiredService<PreviewReminders>().ExecuteAsync(Actor.Console, first, last, cancel))!.Select(Of).ToList();
            if (parsed.GetValue(json)) Console.WriteLine(JsonSerializer.Serialize(ahead, Json));
            else
                foreach (var one in ahead)
                    Console.WriteLine($"{one.DueAt:yyyy-MM-dd HH:mm}  {one.Stage,-9}  {one.Deadline,-40}  {one.To,-9}  {one.Recipient ?? "-"}{(one.Reason == "unreachable" ? "  (unit has no account)" : "")}");
            return 0;
        });
        var command = new Command("reminders", "Reminders of what is owed.");
        command.Add(preview);
        return command;
    }

    private static ReminderJson Of(PreviewReminders.Ahead ahead)
    {
        var (notice, duty) = (ahead.Notice, ahead.Notice.Duty);
        return new(
            ahead.Plan, duty.Key, duty.Unit.Code, notice.Stage.Code, notice.DueAt, ProgressJson.Word(notice.Audience), ProgressJson.Word(notice.Reason), ahead.Account?.Email, "email",
            duty.LastDay, duty.LastWorkingDay);
    }

    private static Option<DateOnly> Day(string name, string description) => new(name)
    {
        Required = true,
        Description = description + " As 2023-12-31.",
        CustomParser = given =>
        {
            if (DateOnly.TryParseExact(given.Tokens.FirstOrDefault()?.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1 and < 9999) return day;
            given.AddError($"{name} is not a day such as 2023-12-31.");
            return default;
        },
    };
}
