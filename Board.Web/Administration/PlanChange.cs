using System.Text.Json.Nodes;
using Board.Domain.Plans;

namespace Board.Web.Administration;

/// <summary>One change of a plan's settings. It edits the plan's own file; whether the file then still is a plan, its reader decides.</summary>
public abstract record PlanChange
{
    private PlanChange()
    {
    }

    /// <summary>Edits the file.</summary>
    internal abstract void Apply(JsonObject file, Plan plan);

    /// <summary>What the audit keeps: from what, to what.</summary>
    internal abstract object Describe(Plan before, Plan after);

    /// <summary>Gives an indicator its leads; none makes it an orphan.</summary>
    /// <param name="Collects">From now on the leads report it too, or the standing office where there is none. Communes go on reporting what is theirs.</param>
    public sealed record Owners(string Indicator, IReadOnlyList<string> Units, bool Collects) : PlanChange
    {
        internal override void Apply(JsonObject file, Plan plan)
        {
            if (Find(file, Indicator) is not { } indicator) return;
            indicator["leads"] = PlanJson.List(Units);
            if (Collects && plan.FindIndicator(Indicator) is { FromCommunes: false })
                indicator["collectedFrom"] = PlanJson.List(Units.Count > 0 ? Units : [plan.StandingOffice.Code]);
        }

        internal override object Describe(Plan before, Plan after) => new { change = "owners", Indicator, from = Of(before), to = Of(after) };

        private object? Of(Plan plan) => plan.FindIndicator(Indicator) is { } indicator ? new { indicator.Leads, indicator.Sources } : null;
    }

    /// <summary>Says where an indicator stood at its start; null where nobody knows.</summary>
    public sealed record Start(string Indicator, Baseline? Baseline) : PlanChange
    {
        internal override void Apply(JsonObject file, Plan plan)
        {
            if (Find(file, Indicator) is not { } indicator) return;
            indicator["baseline"] = PlanJson.Start(Baseline);
        }

        internal override object Describe(Plan before, Plan after) =>
            new { change = "baseline", Indicator, from = before.FindIndicator(Indicator)?.Baseline, to = after.FindIndicator(Indicator)?.Baseline };
    }

    /// <summary>Says anew what is to be reached: the threshold, and the name that words it.</summary>
    /// <param name="Aim">The far end of a range; null for one value.</param>
    public sealed record Goal(string Indicator, string Name, decimal Floor, decimal? Aim) : PlanChange
    {
        internal override void Apply(JsonObject file, Plan plan)
        {
            if (Find(file, Indicator) is not { } indicator) return;
            indicator["name"] = Name;
            indicator["target"] = PlanJson.Target(Floor, Aim);
        }

        internal override object Describe(Plan before, Plan after) => new { change = "goal", Indicator, from = Of(before), to = Of(after) };

        private object? Of(Plan plan) => plan.FindIndicator(Indicator) is { } indicator ? new { indicator.Name, indicator.Target.Floor, indicator.Target.Aim } : null;
    }

    /// <summary>Lists the days that are not worked, and the Saturdays that make up for them.</summary>
    public sealed record DaysOff(IReadOnlyList<Holiday> Holidays, IReadOnlyList<DateOnly> WorkingSaturdays) : PlanChange
    {
        internal override void Apply(JsonObject file, Plan plan)
        {
            file["holidays"] = new JsonArray([.. Holidays.Select(holiday => new JsonObject
            {
                ["from"] = PlanJson.Date(holiday.From), ["to"] = PlanJson.Date(holiday.To), ["name"] = holiday.Name,
            })]);
            file["workingSaturdays"] = new JsonArray([.. WorkingSaturdays.Select(day => JsonValue.Create(PlanJson.Date(day)))]);
        }

        internal override object Describe(Plan before, Plan after) => new
        {
            change = "days-off",
            from = new { before.Holidays, before.WorkingSaturdays },
            to = new { after.Holidays, after.WorkingSaturdays },
        };
    }

    /// <summary>Says from which day on the plan holds, and whether that is only assumed.</summary>
    public sealed record Effect(DateOnly Day, bool Assumed) : PlanChange
    {
        internal override void Apply(JsonObject file, Plan plan) =>
            file["effectiveFrom"] = new JsonObject { ["date"] = PlanJson.Date(Day), ["assumed"] = Assumed };

        internal override object Describe(Plan before, Plan after) => new { change = "effect", from = before.EffectiveFrom, to = after.EffectiveFrom };
    }

    /// <summary>Sets denominators of a group in the plan year; null takes one out of the register.</summary>
    /// <param name="Values">By unit; who isn't named keeps what they have.</param>
    public sealed record Register(string Group, IReadOnlyDictionary<string, decimal?> Values) : PlanChange
    {
        internal override void Apply(JsonObject file, Plan plan)
        {
            var entries = file["denominators"] as JsonArray ?? [];
            var kept = entries.OfType<JsonObject>().Where(entry => !IsNamed(entry, plan)).Select(entry => entry.DeepClone()).ToList();
            var known = plan.Units.Select(unit => unit.Code).Where(Values.ContainsKey);
            var named = known.Concat(Values.Keys.Except(plan.Units.Select(unit => unit.Code), StringComparer.Ordinal)).Where(unit => Values[unit] is not null);
            file["denominators"] = new JsonArray(
            [
                .. kept,
                .. named.Select(unit => new JsonObject { ["unit"] = unit, ["group"] = Group, ["year"] = plan.Year, ["value"] = PlanJson.Number(Values[unit]!.Value) }),
            ]);
        }

        internal override object Describe(Plan before, Plan after)
        {
            var changed = Values.Keys.Where(unit => before.RegisteredDenominator(unit, Group) != after.RegisteredDenominator(unit, Group)).ToList();
            Dictionary<string, decimal?> Of(Plan plan) => changed.ToDictionary(unit => unit, unit => plan.RegisteredDenominator(unit, Group));
            return new { change = "register", Group, from = Of(before), to = Of(after) };
        }

        private bool IsNamed(JsonObject entry, Plan plan) =>
            (string?)entry["group"] == Group && (int?)entry["year"] == plan.Year && (string?)entry["unit"] is { } unit && Values.ContainsKey(unit);
    }

    private static JsonObject? Find(JsonObject file, string indicator) =>
        (file["indicators"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(one => (string?)one["code"] == indicator);
}
