using System.Globalization;
using System.Text.Json.Nodes;
using Board.Domain.Plans;

namespace Board.Web.Administration;

/// <summary>
/// What a plan becomes in the year after it: pillars, units, reporting rules and legal basis are taken over, thresholds are set anew, dates move on by a
/// year. Holidays are each year's own, so there are none yet.
/// </summary>
/// <param name="EffectiveFrom">The day from which the new plan holds.</param>
/// <param name="Goals">By the code of the indicator; what isn't named is not taken over.</param>
/// <param name="Assignments">Codes of the assignments that go on.</param>
/// <param name="KeepsRegister">Takes this year's approved denominators over until new ones are approved.</param>
public sealed record NextYear(
    string Id, string Title, EffectiveDate EffectiveFrom, IReadOnlyDictionary<string, NextYear.Goal> Goals, IReadOnlySet<string> Assignments, bool KeepsRegister)
{
    /// <summary>What is to be reached in the new year.</summary>
    /// <param name="Name">The indicator as the new plan words it.</param>
    /// <param name="Floor">The new threshold, in the indicator's own unit.</param>
    /// <param name="Aim">The far end of a range; null for one value.</param>
    /// <param name="Baseline">Where it starts from; null where nobody knows.</param>
    public sealed record Goal(string Name, decimal Floor, decimal? Aim, Baseline? Baseline);

    /// <summary>What is offered to begin with: the same thresholds, from where each indicator stands now, and every assignment that isn't over.</summary>
    /// <param name="standings">The value of each indicator that has one, and its day.</param>
    /// <param name="over">Codes of the assignments that need not go on.</param>
    public static NextYear Propose(Plan plan, IReadOnlyDictionary<string, Baseline> standings, IReadOnlySet<string> over) => new(
        plan.Id.Contains(Year(plan.Year), StringComparison.Ordinal) ? Renew(plan.Id, plan.Year) : $"{plan.Id}-{Year(plan.Year + 1)}",
        Renew(plan.Title, plan.Year),
        new(new(plan.Year + 1, 1, 1), Assumed: true),
        plan.Indicators.ToDictionary(one => one.Code, one => new Goal(one.Name, one.Target.Floor, one.Target.Aim, standings.GetValueOrDefault(one.Code))),
        plan.Assignments.Select(one => one.Code).Where(code => !over.Contains(code)).ToHashSet(),
        KeepsRegister: false);

    /// <summary>Makes a plan's file into the next year's.</summary>
    internal void Apply(JsonObject file, Plan plan)
    {
        file["id"] = Id;
        file["year"] = plan.Year + 1;
        file["title"] = Title;
        file["effectiveFrom"] = new JsonObject { ["date"] = PlanJson.Date(EffectiveFrom.Date), ["assumed"] = EffectiveFrom.Assumed };
        file["holidays"] = new JsonArray();
        file["workingSaturdays"] = new JsonArray();
        Keep(file, "indicators", one => Goals.ContainsKey((string)one["code"]!), Set);
        Keep(file, "assignments", one => Assignments.Contains((string)one["code"]!), Carry);
        Keep(file, "reporting", _ => true, rule => Move(rule, "before"));
        Keep(file, "denominators", one => KeepsRegister && (int?)one["year"] == plan.Year, one => one["year"] = plan.Year + 1);
    }

    /// <summary>A text about a year, made one about the year after.</summary>
    internal static string Renew(string text, int year) => text.Replace(Year(year), Year(year + 1), StringComparison.Ordinal);

    private void Set(JsonObject indicator)
    {
        var goal = Goals[(string)indicator["code"]!];
        indicator["name"] = goal.Name;
        indicator["target"] = PlanJson.Target(goal.Floor, goal.Aim);
        indicator["baseline"] = PlanJson.Start(goal.Baseline);
        Move(indicator, "due");
    }

    private void Carry(JsonObject assignment)
    {
        if (assignment["due"] is JsonObject due)
        {
            Move(due, "date");
            Move(due, "month");
        }
        if (assignment["indicators"] is JsonArray linked)
            assignment["indicators"] = PlanJson.List(linked.Select(code => (string)code!).Where(Goals.ContainsKey));
    }

    private static void Keep(JsonObject file, string section, Func<JsonObject, bool> stays, Action<JsonObject> change)
    {
        if (file[section] is not JsonArray list) return;
        var kept = list.OfType<JsonObject>().Where(stays).Select(one => one.DeepClone().AsObject()).ToList();
        kept.ForEach(change);
        file[section] = new JsonArray([.. kept]);
    }

    // A day or a month; what is neither has no date, and stays.
    private static void Move(JsonObject holder, string name)
    {
        if (holder[name] is not JsonValue value || !value.TryGetValue(out string? written)) return;
        if (DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) holder[name] = PlanJson.Date(day.AddYears(1));
        else if (DateOnly.TryParseExact(written, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)) holder[name] = PlanJson.Date(month.AddYears(1))[..7];
    }

    private static string Year(int year) => year.ToString(CultureInfo.InvariantCulture);
}
