using System.Reflection;
using Board.Domain.Readings;
using Board.Domain.Reports;
using Board.Tests.Architecture;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Administration;
using Board.Web.Assignments;
using Board.Web.Calendar;
using Board.Web.Data;
using Board.Web.Indicators;
using Board.Web.Lagging;
using Board.Web.Meetings;
using Board.Web.Reminders;
using Board.Web.Reports;
using Board.Web.Search;

namespace Board.Tests.Access;

/// <summary>
/// Every use case and whom it obeys, asked past all pages and calls: whatever takes an actor and isn't in the table, and what it answers
/// otherwise, fails.
/// </summary>
public sealed class UseCaseTableTests
{
    private const string Everybody = "yes yes yes yes yes yes yes";
    private const string Nobody = "no no no no no no no";
    private const string Known = "no yes yes yes yes yes yes";
    private const string Office = "no no no no no yes yes";
    private const string Admin = "no no no no no no yes";

    // Of a report: who reads it, who writes it, who decides of it.
    private const string Reads = "no no yes yes none yes yes";
    private const string Writes = "no no no yes none yes yes";
    private const string Reviews = "no no no no none yes yes";

    // Who holds meetings.
    private const string Decides = "no no yes no no yes yes";

    private const string Plan = BoardServer.Plan;
    private const string Unit = "dak-ru";

    /// <summary>
    /// What nobody, a viewer, the committee, the unit's reporter, another unit's reporter, the secretariat and an administrator are told:
    /// no, that there is none, or yes, which may be a refusal for another reason; so no row changes what another asks.
    /// </summary>
    private static readonly IReadOnlyList<Row> Table =
    [
        // Figures and assignments.
        Of<SubmitReading>(Writes, async (use, actor, _) => Said(await use.ExecuteAsync(actor, new(Plan, new("1a", Unit, new(2023, 10, 31), 2, 1), true, null, "api")))),
        Of<RecordProgress>(Writes, async (use, actor, _) => Said(await use.ExecuteAsync(actor, new(Plan, "1", AssignmentStatus.Done, 101, null, "api")))),
        Of<FindRevisions>(Everybody, async (use, actor, _) => Found(await use.ExecuteAsync(actor, Plan, "1a", null, 1))),
        Of<FindDirectives>(Known, async (use, actor, _) => Found(await use.ExecuteAsync(actor, Plan, "1a"))),
        Of<FindAssignments>(Everybody, async (use, actor, _) => Found(await use.ExecuteAsync(actor, Plan))),

        Of<FindCalendarItems>(Everybody, async (use, actor, _) => Found(await use.ExecuteAsync(actor, Plan, null))),
        Of<SearchPlan>(Everybody, async (use, actor, _) => Found(await use.ExecuteAsync(actor, Plan, "so"))),

        // Reports.
        Of<FindReport>(Reads, async (use, actor, _) => Said((await use.ExecuteAsync(actor, Plan, Seven.In, Unit)).Refusal)),
        Of<FindReportHistory>(Reads, async (use, actor, _) => Said((await use.ExecuteAsync(actor, Plan, Seven.In, Unit)).Refusal)),
        Of<FindAttachment>(Reads, async (use, actor, seven) =>
        {
            var (file, refusal) = await use.ExecuteAsync(actor, Plan, Seven.In, Unit, seven.Attachment);
            file?.Content.Dispose();
            return Said(refusal);
        }),
        Of<SaveDraft>(Writes, async (use, actor, _) => Said(await use.ExecuteAsync(actor, new(Plan, Seven.In, Unit, new SaveDraft.Change.Whole(0, ReportContent.Empty))))),
        Of<SubmitReport>(Writes, async (use, actor, _) => Said(await use.ExecuteAsync(actor, new(Plan, Seven.In, Unit, false)))),
        Of<AddAttachment>(Writes, async (use, actor, _) => Said(await use.ExecuteAsync(actor, new(Plan, Seven.In, Unit, "a.exe", [1])))),
        Of<RemoveAttachment>(Writes, async (use, actor, seven) => Said(await use.ExecuteAsync(actor, new(Plan, Seven.In, Unit, seven.Attachment)))),
        Of<AcceptReport>(Reviews, async (use, actor, _) => Said(await use.ExecuteAsync(actor, new(Plan, "2023-Q4", Unit)))),
        Of<ReturnReport>(Reviews, async (use, actor, _) => Said(await use.ExecuteAsync(actor, new(Plan, Seven.In, Unit, null, null)))),
        Of<ReviewReading>(Office, async (use, actor, _) => Said(await use.ExecuteAsync(actor, new(Plan, 1, ReadingState.Returned, null)))),
        Of<ReportMatrix>("no no yes yes yes yes yes", async (use, actor, _) => Said((await use.ExecuteAsync(actor, Plan)).Refusal)),
        Of<FindCompliance>("no no yes yes yes yes yes", async (use, actor, _) => Said((await use.ExecuteAsync(actor, Plan, null)).Refusal)),
        Of<PeriodDesk>("no no yes no no yes yes", async (use, actor, _) => Said((await use.ExecuteAsync(actor, Plan, Seven.In)).Refusal)),

        // Plans.
        Of<ImportPlan>(Office, async (use, actor, _) => Said((await use.ExecuteAsync(actor, Seven.PlanFile)).Outcome)),
        Of<FindPlanSettings>(Office, async (use, actor, _) => Found(await use.ExecuteAsync(actor, Plan))),
        Of<ChangePlan>(Office, async (use, actor, _) => Said(await use.ExecuteAsync(actor, new(Plan, -1, new PlanChange.DaysOff([], []))))),
        Of<PreviewPlan>(Office, async (use, actor, _) => Said(await use.ExecuteAsync(actor, Plan, new PlanChange.DaysOff([], [])))),
        Of<ProposeNextYear>(Office, async (use, actor, _) => Found(await use.ExecuteAsync(actor, Plan))),
        Of<CopyPlan>(Office, async (use, actor, _) => Said(await use.ExecuteAsync(actor, new(Plan, -1, new("", "", new(default, false), new Dictionary<string, NextYear.Goal>(), new HashSet<string>(), false))))),

        // Reminders.
        Of<PreviewReminders>(Office, async (use, actor, _) => Found(await use.ExecuteAsync(actor, new(2023, 12, 1), new(2023, 12, 2)))),
        Of<FindReminders>(Office, async (use, actor, _) => Found(await use.ExecuteAsync(actor, new(Plan, null, null, null, null, null, 1)))),
        Of<SendAgain>("no no no no no none none", async (use, actor, _) => Said(await use.ExecuteAsync(actor, new(Plan, 99_999)))),
        Of<RemindNow>(Office, async (use, actor, _) => Said(await use.ExecuteAsync(actor, new(Plan, "unit-annual.2023.dak-ru")))),
        Of<RemindNow>(Office, async (use, actor, _) => Said(await use.LookAsync(actor, new(Plan, "unit-annual.2023.dak-ru"))), "LookAsync"),
        Of<PauseReminders>(Office, async (use, actor, _) => Said(await use.ExecuteAsync(actor, new(Plan, "", null)))),
        Of<ResumeReminders>(Office, async (use, actor, _) => Said(await use.ExecuteAsync(actor))),
        Of<ChangeStages>(Office, async (use, actor, _) => Said(await use.ExecuteAsync(actor, new(new([]), new([]))))),

        // Meetings and directives.
        Of<OpenMeeting>(Decides, async (use, actor, _) => Said(await use.ExecuteAsync(actor, new(Plan, null, null)))),
        Of<CloseMeeting>(Decides, async (use, actor, _) => Said(await use.ExecuteAsync(actor, new(Plan, 1)))),
        Of<RecordDirective>(Decides, async (use, actor, _) => Said(await use.ExecuteAsync(actor, new(Plan, null, null, null, null, null)))),
        Of<PresentMeeting>(Decides, async (use, actor, _) => Said(await use.ExecuteAsync(actor, Plan, Guid.Empty, "", [], relieve: false))),
        Of<FollowDirective>("no no yes yes none yes yes", async (use, actor, _) => Said(await use.ExecuteAsync(actor, new(Plan, 1, null, null)))),
        Of<ListDirectives>(Known, async (use, actor, _) => Said((await use.ExecuteAsync(actor, Plan)).Refusal)),
        Of<ListMeetings>(Known, async (use, actor, _) => Said((await use.ExecuteAsync(actor, Plan)).Refusal)),
        Of<FindMeeting>(Known, async (use, actor, _) => Said((await use.ExecuteAsync(actor, 1)).Refusal)),
        Of<FindShow>(Known, async (use, actor, _) => Said((await use.ExecuteAsync(actor, Plan)).Refusal)),
        Of<FindOwnDirectives>("no no no yes yes no no", async (use, actor, _) => Found(await use.ExecuteAsync(actor, Plan))),
        Of<FindOwnAssignments>("no no no yes yes no no", async (use, actor, _) => Found(await use.ExecuteAsync(actor, Plan))),

        // What lags, and letters about it.
        Of<FindLagging>(Known, async (use, actor, _) => Said((await use.ExecuteAsync(actor, Plan)).Refusal)),
        Of<DraftLetter>(Office, async (use, actor, _) => Said((await use.ExecuteAsync(actor, Plan, [Unit])).Refusal)),
        Of<IssueLetter>(Office, async (use, actor, _) => Said(await use.ExecuteAsync(actor, new(Plan, [Unit], new("", "", "", "", "", ""), "", Guid.NewGuid().ToString("N"))))),
        Of<ListLetters>("no no yes yes yes yes yes", async (use, actor, _) => Said((await use.ExecuteAsync(actor, Plan)).Refusal)),
        Of<FindLetter>("no no yes yes none yes yes", async (use, actor, _) => Said((await use.ExecuteAsync(actor, 1)).Refusal)),

        // Accounts, tokens and the audit.
        Of<ListAccounts>(Admin, async (use, actor, _) => Found(await use.ExecuteAsync(actor))),
        Of<AddAccount>(Admin, async (use, actor, _) => Said((await use.ExecuteAsync(actor, new("", "", Role.Viewer, null))).Fault)),
        Of<ChangeAccount>(Admin, async (use, actor, seven) => Said(await use.ExecuteAsync(actor, new(seven.SpareAccount, "", Role.Admin, null)))),
        Of<SwitchAccount>(Admin, async (use, actor, seven) => Said(await use.ExecuteAsync(actor, seven.SpareAccount, enabled: false))),
        Of<RenewAccountLink>(Admin, async (use, actor, seven) => Said((await use.ExecuteAsync(actor, seven.SpareAccount)).Fault)),
        Of<ResetSecondFactor>(Admin, async (use, actor, seven) => Said(await use.ExecuteAsync(actor, seven.SpareAccount))),
        Of<ListTokens>(Admin, async (use, actor, _) => Found(await use.ExecuteAsync(actor))),
        Of<AddToken>(Admin, async (use, actor, _) => Said((await use.ExecuteAsync(actor, "", Role.Viewer, null)).Fault)),
        Of<RevokeToken>(Admin, async (use, actor, seven) => Said(await use.ExecuteAsync(actor, seven.SpareToken))),
        Of<FindAudit>(Admin, async (use, actor, _) => Found(await use.ExecuteAsync(actor, new(null, null, null, null, null, null, 1)))),
        Of<VerifyAudit>(Admin, async (use, actor, _) => Found(await use.ExecuteAsync(actor))),

        // Oneself. What belongs to an account, no token has.
        Of<FindPermit>(Known, async (use, actor, _) => Found(await use.ExecuteAsync(actor))),
        Of<FindOwnAccount>(Known, async (use, actor, _) => Found(await use.ExecuteAsync(actor))) with { ByToken = Nobody },
        Of<ChooseLanguage>(Known, async (use, actor, _) => await use.ExecuteAsync(actor, null) ? "yes" : "no") with { ByToken = Nobody },
        Of<FindInbox>(Known, async (use, actor, _) => Found(await use.ExecuteAsync(actor))) with { ByToken = Nobody },
        Of<ReadNotices>(Known, async (use, actor, _) => Said(await use.ExecuteAsync(actor, null))) with { ByToken = Nobody },
        Of<RenewFeedLink>(Known, async (use, actor, _) => Found(await use.ExecuteAsync(actor))) with { ByToken = Nobody },
        Of<EndFeedLink>(Known, async (use, actor, _) => await use.ExecuteAsync(actor) ? "yes" : "no") with { ByToken = Nobody },
        Of<ChangePassword>(Known, async (use, actor, _) => Said((await use.ExecuteAsync(actor, new("wrong", "mot cau dai khac", "mot cau dai khac"), "")).Fault)) with { ByToken = Nobody },
        Of<TurnOnSecondFactor>(Known, async (use, actor, _) => Said((await use.ExecuteAsync(actor, new(Totp.NewKey(), "", "wrong"))).Fault)) with { ByToken = Nobody },
        Of<TurnOffSecondFactor>(Known, async (use, actor, _) => Said((await use.ExecuteAsync(actor, "wrong")).Fault)) with { ByToken = Nobody },
        Of<RenewRecoveryCodes>(Known, async (use, actor, _) => Said((await use.ExecuteAsync(actor, "wrong")).Fault)) with { ByToken = Nobody },
        Of<PasswordProof>(Known, async (use, actor, _) => Said((await use.RunAsync(actor, "wrong", null, (_, _) => Task.FromResult(""), default)).Fault), "RunAsync") with { ByToken = Nobody },
    ];

    [Fact]
    public void EveryUseCase_IsInTheTable()
    {
        var listed = Table.Select(row => row.Name).ToHashSet();
        var missing = UseCases(typeof(BoardDb).Assembly.GetTypes()).Except(listed).Select(name => name + " is not in the table");
        var superfluous = listed.Except(UseCases(typeof(BoardDb).Assembly.GetTypes())).Select(name => name + " takes no actor");
        var faults = missing.Concat(superfluous).Order().ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public void UseCases_AreFound() => Assert.Equal(["Planted.Perhaps", "Planted.RunAsync"], UseCases([typeof(Planted)]).Order());

    [Fact]
    public async Task EveryUseCase_ObeysWhomItMay()
    {
        await using var seven = await Seven.StartAsync();
        var before = seven.State();
        var faults = new List<string>();
        foreach (var row in Table)
            foreach (var (kind, expected) in new[] { (ActorKind.Account, row.Expected), (ActorKind.Token, row.ByToken ?? row.Expected) })
            {
                var told = await Seven.RowAsync(name => row.Ask(seven, seven.Actor(name, kind)));
                if (told != expected) faults.Add($"{row.Name} by {kind}: {told}, expected {expected}");
            }
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Equal(before, seven.State());
    }

    private const BindingFlags Any = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static IEnumerable<string> UseCases(IEnumerable<Type> types) =>
        from type in types
        where type.IsClass && !Uses.IsMade(type)
        from method in type.GetMethods(Any)
        where !method.IsSpecialName && !Uses.IsMade(method) && method.GetParameters() is [{ ParameterType: var first }, ..] && (Nullable.GetUnderlyingType(first) ?? first) == typeof(Actor)
        // The transaction writes down who it was; it lets nobody do anything.
        where type != typeof(BoardTransaction)
        select $"{type.Name}.{method.Name}";

    private static Row Of<T>(string expected, Func<T, Actor, Seven, Task<string>> ask, string method = "ExecuteAsync") where T : notnull =>
        new($"{typeof(T).Name}.{method}", expected, (seven, actor) => ask(seven.Server.Part<T>(), actor, seven));

    /// <summary>The word for a refusal or result; no refusal is a yes.</summary>
    private static string Said(object? result) => result switch
    {
        null => "yes",
        Enum => Word(result.ToString()!),
        _ => result.GetType().GetProperty("Refusal")?.GetValue(result) is { } refusal ? Said(refusal) : Word(result.GetType().Name),
    };

    private static string Found(object? found) => found is null ? "no" : "yes";

    private static string Word(string name) => name switch
    {
        "NotAllowed" => "no",
        "NotFound" => "none",
        _ => "yes",
    };

    private sealed record Row(string Name, string Expected, Func<Seven, Actor, Task<string>> Ask)
    {
        /// <summary>What tokens are told; null: the same as accounts.</summary>
        public string? ByToken { get; init; }
    }

    private sealed class Planted
    {
        public static Task RunAsync(Actor actor, int much) => Task.FromResult((actor, much));

        public bool Perhaps(Actor? actor) => actor is null && this is not null;

        public Task WithoutAsync(int much, Actor actor) => Task.FromResult((actor, much, this));

        internal Task InsideAsync(Actor actor) => Task.FromResult((actor, this));
    }
}
