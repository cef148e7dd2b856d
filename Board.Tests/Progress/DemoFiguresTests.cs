using System.Text.Json;
using System.Text.Json.Nodes;
using Board.Domain.Calendar;
using Board.Domain.Plans;
using Board.Domain.Progress;
using Board.Domain.Readings;
using Board.Tests.Support;
using Board.Web.Demo;

namespace Board.Tests.Progress;

/// <summary>The demo's illustrative figures, as they stand on the morning that the demo starts: they must show everything the board can say.</summary>
public sealed class DemoFiguresTests
{
    private static readonly DateOnly Today = new(2023, 11, 24);
    private static readonly JsonObject File = Read("demo");
    private static readonly BoardSnapshot Board = Load();

    [Fact]
    public void Figures_AreAcceptedByTheRules() => Assert.NotEmpty(Accepted(Plan()));

    [Fact]
    public void Figures_ShowEveryStatus() =>
        Assert.DoesNotContain(Board.Tallies, tally => tally.Value == 0);

    [Fact]
    public void Figures_ShowEveryFlag()
    {
        Assert.Contains(Board.Indicators, one => one.Result == ProgressResult.MetAim);
        Assert.Contains(Board.Indicators, one => one.Result == ProgressResult.Met);
        Assert.Contains(Board.Indicators, one => one.Deteriorating);
        Assert.Contains(Board.Indicators, one => one.FellBack);
        Assert.Contains(Board.Indicators, one => one.Indicator.Orphan);
        Assert.Contains(Board.Indicators, one => one.Evidence == Evidence.Incomplete);
        Assert.Contains(Board.Details, one => one.Forecast?.Value is not null);
        Assert.Contains(Board.Details, one => one.Units.Any(unit => unit.GapShare > 0));
    }

    [Fact]
    public void Figures_KeepTheBoardsOwnRules() => Assert.All(Board.Indicators, one =>
    {
        Assert.True(one.Value is null || (one.Low <= one.Value && (one.High is null || one.Value <= one.High)), one.Indicator.Code);
        Assert.Equal(one.Status == ProgressStatus.Achieved, one.Result is ProgressResult.Met or ProgressResult.MetAim);
        Assert.True(one.Status != ProgressStatus.Achieved || one.GapCount == 0);
    });

    private static BoardSnapshot Load()
    {
        var plan = Plan();
        var readings = Accepted(plan);
        var calendar = new PlanCalendar(plan);
        return new(calendar, 1, default, Today,
            [.. plan.Indicators.Select(indicator => IndicatorDetail.Of(calendar, indicator, readings.Where(reading => reading.Indicator == indicator.Code), Today, 1))], [],
            new Dictionary<(Period, string), ReportStanding>());
    }

    // The way in of DemoScene, without its database: every figure through the rules, two days after its date or with its report.
    private static List<Reading> Accepted(Plan plan)
    {
        var stored = new List<Reading>();
        var drafts = File["readings"]!.AsArray().Select(node => node.Deserialize<ReadingDraft>(JsonSerializerOptions.Web)!)
            .Select(draft => (At: draft.AsOf.AddDays(2).ToDateTime(new(9, 30)), Draft: draft));
        foreach (var (at, draft) in drafts.Concat(HandedIn()).OrderBy(one => one.At))
        {
            var revision = stored.Count(one => (one.Indicator, one.Unit, one.AsOf) == (draft.Indicator, draft.Unit, draft.AsOf));
            var verdict = ReadingRules.Accept(plan, draft, new(DateOnly.FromDateTime(at), null, revision));
            Assert.True(verdict.Reading is not null, $"{draft}: {string.Join(' ', verdict.Rejections.Select(one => one.Code))}");
            stored.Add(verdict.Reading);
        }
        return stored;
    }

    // What reports brought, but for what was sent back.
    private static IEnumerable<(DateTime At, ReadingDraft Draft)> HandedIn()
    {
        var steps = File["reports"]!.AsArray().Select(node => node.Deserialize<DemoStep>(JsonSerializerOptions.Web)!).ToList();
        return
            from step in steps
            where step.Does == "submit"
            let later = steps.Where(one => (one.Period, one.Unit) == (step.Period, step.Unit) && one.At > step.At).ToList()
            where later.All(one => one.Does != "return")
            from entry in step.Content!.Readings ?? []
            where later.All(one => one.Does != "return-figure" || one.Indicator != entry.Indicator)
            select (step.At, new ReadingDraft(entry.Indicator!, step.Unit, entry.AsOf!.Value, entry.Numerator, entry.Denominator, entry.Value, entry.Note));
    }

    private static Plan Plan()
    {
        var plan = Read("plans");
        plan["denominators"] = File["denominators"]!.DeepClone();
        foreach (var baseline in File["baselines"]!.AsArray().OfType<JsonObject>())
        {
            var indicator = plan["indicators"]!.AsArray().Single(node => (string?)node!["code"] == (string?)baseline["indicator"])!;
            indicator["baseline"] = new JsonObject { ["date"] = baseline["date"]!.DeepClone(), ["value"] = baseline["value"]!.DeepClone() };
        }
        var read = PlanFile.Read(JsonSerializer.SerializeToUtf8Bytes(plan));
        Assert.Empty(read.Faults);
        return read.Plan!;
    }

    private static JsonObject Read(string folder) =>
        JsonNode.Parse(System.IO.File.ReadAllBytes(Folders.Of("seeds", folder, "dak-rlap-2023.json")))!.AsObject();
}
