using Board.Domain.Plans;
using Board.Domain.Progress;
using Microsoft.AspNetCore.WebUtilities;

namespace Board.Web.Lagging;

/// <summary>By what the indicators are put together.</summary>
public enum LaggingGroup
{
    None,
    Pillar,
    Unit,
    Lead,
}

/// <summary>What is chosen of what lags. It stands in the address; what names nothing there is as if it weren't.</summary>
public sealed record LaggingChoice(Trouble? Trouble, string? Pillar, string? Unit, string? Lead, LaggingGroup Group)
{
    /// <summary>Nothing chosen.</summary>
    public static LaggingChoice All { get; } = new(null, null, null, null, LaggingGroup.None);

    /// <summary>What stands for those that nobody leads.</summary>
    public const string Nobody = "none";

    /// <summary>Indicators put together, with a title; null where they aren't.</summary>
    /// <param name="Key">Code of the pillar or unit; <see cref="Nobody"/> for those without a lead.</param>
    public sealed record Part(string? Key, IReadOnlyList<TroubledIndicator> Indicators);

    /// <summary>True where something is left out.</summary>
    public bool Narrows => this with { Group = LaggingGroup.None } != All;

    /// <summary>Reads it from an address.</summary>
    public static LaggingChoice Read(Plan plan, string? trouble, string? pillar, string? unit, string? lead, string? group) => new(
        TroubleStyle.Find(trouble), plan.Pillars.FirstOrDefault(one => one.Code == pillar)?.Code, plan.FindUnit(unit ?? "")?.Code,
        lead == Nobody ? Nobody : plan.FindUnit(lead ?? "")?.Code, Enum.GetValues<LaggingGroup>().FirstOrDefault(one => Word(one) == group));

    /// <summary>How a group is called in addresses.</summary>
    public static string Word(LaggingGroup group) => Live.ProgressJson.Word(group);

    /// <summary>Those that are chosen, in their order.</summary>
    public IReadOnlyList<TroubledIndicator> Of(Shortfall shortfall) => [.. shortfall.Indicators.Where(Takes)];

    /// <summary>Those that are chosen, put together; an indicator that several lead stands with each of them.</summary>
    public IReadOnlyList<Part> Parts(Shortfall shortfall)
    {
        var (plan, chosen) = (shortfall.Board.Plan, Of(shortfall));
        IEnumerable<Part> parts = Group switch
        {
            LaggingGroup.Pillar => plan.Pillars.Select(pillar => new Part(pillar.Code, [.. chosen.Where(one => one.Indicator.Pillar == pillar.Code)])),
            // Who holds the most comes first.
            LaggingGroup.Unit => shortfall.Holders.Where(holder => Unit is null || holder.Unit.Code == Unit)
                .Select(holder => new Part(holder.Unit.Code, [.. chosen.Where(one => one.Involves(holder.Unit.Code))])),
            LaggingGroup.Lead => plan.Units.Where(unit => Lead is null || unit.Code == Lead).Select(unit => new Part(unit.Code, [.. chosen.Where(one => one.Indicator.Leads.Contains(unit.Code))]))
                .Append(new(Nobody, [.. chosen.Where(one => one.Indicator.Orphan)])),
            _ => [new(null, chosen)],
        };
        return [.. parts.Where(part => part.Indicators.Count > 0)];
    }

    /// <summary>The address of the page.</summary>
    public string Address(string? planId) => Of("/lagging", planId);

    /// <summary>The address of the table for spreadsheets.</summary>
    public string Csv(string planId) => Of($"/api/v1/plans/{Uri.EscapeDataString(planId)}/lagging.csv", null);

    private bool Takes(TroubledIndicator one) =>
        (Trouble is not { } trouble || one.Troubles.Contains(trouble)) && (Pillar is null || one.Indicator.Pillar == Pillar) && (Unit is null || one.Involves(Unit))
        && (Lead is null || (Lead == Nobody ? one.Indicator.Orphan : one.Indicator.Leads.Contains(Lead)));

    private string Of(string path, string? planId) => QueryHelpers.AddQueryString(path, new (string Name, string? Value)[]
    {
        ("plan", planId), ("trouble", Trouble is { } trouble ? TroubleStyle.Of(trouble).Code : null), ("pillar", Pillar), ("unit", Unit), ("lead", Lead),
        ("group", Group == LaggingGroup.None ? null : Word(Group)),
    }.Where(part => part.Value is not null).Select(part => KeyValuePair.Create(part.Name, part.Value)));
}
