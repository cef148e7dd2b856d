using Board.Domain.Readings;

namespace Board.Domain.Reminders;

/// <summary>The stages as the settings have them: all that there are, in their order, and which of them are on.</summary>
public sealed record ReminderLadder(IReadOnlyList<ReminderLadder.Rung> Rungs)
{
    /// <summary>A stage, and whether anybody is reminded by it.</summary>
    public sealed record Rung(ReminderStage Stage, bool IsOn);

    /// <summary>As the design has it: every stage is on.</summary>
    public static ReminderLadder Usual { get; } = new([.. ReminderStage.Usual.Select(stage => new Rung(stage, true))]);

    /// <summary>The stages that are on.</summary>
    public IReadOnlyList<ReminderStage> Stages => [.. Rungs.Where(rung => rung.IsOn).Select(rung => rung.Stage)];

    /// <summary>What is wrong with it; nothing where it can be used. A stage may move, but its code is kept in the ledger, so it stays on its side of the deadline.</summary>
    public IReadOnlyList<Rejection> Faults()
    {
        if (!Rungs.Select(rung => rung.Stage.Code).SequenceEqual(ReminderStage.Usual.Select(stage => stage.Code))) return [new("stages", "stages-other")];
        var faults = new List<Rejection>();
        foreach (var (i, (stage, isOn)) in Rungs.Index())
        {
            var after = stage.Anchor == StageAnchor.AfterLastDay;
            var least = after ? 1 : 0;
            if (after != (ReminderStage.Usual[i].Anchor == StageAnchor.AfterLastDay)) faults.Add(new($"stages[{i}].anchor", after ? "stage-not-before" : "stage-not-after"));
            if (stage.Days < least || stage.Days > ReminderStage.MostDays) faults.Add(new($"stages[{i}].days", "stage-days", least, ReminderStage.MostDays));
            else if (isOn && Rungs.Take(i).Any(other => other.IsOn && other.Stage.Anchor == stage.Anchor && other.Stage.Days == stage.Days)) faults.Add(new($"stages[{i}].days", "stage-twice"));
        }
        if (Stages.Count == 0) faults.Add(new("stages", "stages-none"));
        return faults;
    }
}
