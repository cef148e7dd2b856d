using Board.Domain.Calendar;
using Board.Domain.Plans;
using Board.Domain.Progress;
using Board.Domain.Readings;
using Board.Tests.Support;
using CsCheck;

namespace Board.Tests.Progress;

/// <summary>The shortfall shows the board's own figures: it sorts and sums them, and computes none anew.</summary>
public sealed class ShortfallTests
{
    private static readonly DateOnly Today = new(2023, 11, 24);
    private static readonly DateTimeOffset Now = new(2023, 11, 24, 8, 0, 0, TimeSpan.FromHours(7));
    private static readonly PlanCalendar Calendar = new(PlanFile.Read(SeedPlan.Bytes()).Plan!);
    private static readonly ILookup<string, string> Nothing = Array.Empty<string>().ToLookup(unit => unit);

    private static readonly Gen<Reading> AnyReading =
        from indicator in Gen.OneOf(Calendar.Plan.Indicators.ToArray())
        from unit in Gen.OneOf(indicator.Sources.ToArray())
        from day in Gen.Int[0, 300]
        from denominator in Gen.Int[1, 5000]
        from numerator in Gen.Int[0, denominator]
        select new Reading(indicator.Code, unit, new DateOnly(2023, 1, 1).AddDays(day), 1, new(numerator, denominator), ReadingState.Provisional);

    [Fact]
    public void WhatIsKept_SaysWhatIsNew() => Gen.Select(AnyReading.List[0, 60], AnyReading).Sample((readings, next) =>
    {
        var first = Board(readings);
        var read = Board([.. readings, next with { Revision = 2 }]);
        // Only what changed is read again, as the live board does it.
        var second = read with { Details = [.. first.Details.Zip(read.Details, (known, anew) => known.Progress.Indicator.Code == next.Indicator ? anew : known)] };
        var before = Shortfall.Of(first, Nothing, Now);
        var (kept, fresh) = (Shortfall.Of(second, Nothing, Now, before), Shortfall.Of(second, Nothing, Now));
        Assert.Equal(fresh.Indicators.Count, kept.Indicators.Count);
        Assert.All(fresh.Indicators.Zip(kept.Indicators), pair => Assert.True(pair.First.SaysTheSameAs(pair.Second)));
        Assert.Equal(fresh.Holders.Count, kept.Holders.Count);
        Assert.All(fresh.Holders.Zip(kept.Holders), pair => Assert.True(pair.First.SaysTheSameAs(pair.Second)));
        Assert.All(kept.Indicators, one => Assert.Equal(one.Indicator.Code != next.Indicator && before.Indicators.Any(known => known.Indicator == one.Indicator), before.Indicators.Contains(one)));
    });

    [Fact]
    public void Sums_AreTheBoardsOwnGaps() => AnyReading.List[0, 120].Sample(readings =>
    {
        var board = Board(readings);
        var shortfall = Shortfall.Of(board, Nothing, Now);
        foreach (var detail in board.Details)
        {
            var held = shortfall.Holders.SelectMany(holder => holder.Held).Where(gap => gap.Indicator == detail.Progress.Indicator).ToList();
            Assert.Equal(detail.Progress.GapPoints > 0 ? detail.Units.Sum(unit => unit.Gap ?? 0) : 0, held.Sum(gap => gap.Count));
            if (held.Count > 0) Assert.Equal(1m, Math.Round(held.Sum(gap => gap.Share), 12));
        }
        Assert.Equal(shortfall.Holders.Sum(holder => holder.People) > 0 ? 1m : 0m, Math.Round(shortfall.Holders.Sum(holder => holder.PeopleShare), 12));
        Assert.All(shortfall.Indicators, one => Assert.Same(board.Find(one.Indicator.Code), one.Detail));
    });

    [Fact]
    public void People_ComeFirst_ThenTheDistance() => AnyReading.List[0, 120].Sample(readings =>
    {
        var shortfall = Shortfall.Of(Board(readings), Nothing, Now);
        foreach (var (one, next) in shortfall.Indicators.Zip(shortfall.Indicators.Skip(1)))
            Assert.True((one.People ?? 0) > (next.People ?? 0) || (one.People ?? 0) == (next.People ?? 0) && one.Distance >= next.Distance, $"{one.Indicator.Code} before {next.Indicator.Code}");
        foreach (var (one, next) in shortfall.Holders.Zip(shortfall.Holders.Skip(1))) Assert.True(one.People >= next.People, $"{one.Unit.Code} before {next.Unit.Code}");
        Assert.DoesNotContain(shortfall.Holders, holder => holder.OwesNothing);
    });

    [Fact]
    public void EveryTrouble_IsWhatTheBoardSays() => AnyReading.List[0, 60].Sample(readings =>
    {
        var board = Board(readings);
        var shortfall = Shortfall.Of(board, new[] { "dak-ru" }.ToLookup(_ => "1a"), Now);
        var wrong = shortfall.Indicators.ToDictionary(one => one.Indicator.Code, one => one.Troubles);
        foreach (var progress in board.Indicators)
        {
            IReadOnlyList<Trouble> troubles = wrong.GetValueOrDefault(progress.Indicator.Code) ?? [];
            Assert.Equal(progress.Status == ProgressStatus.Lagging, troubles.Contains(Trouble.Lagging));
            Assert.Equal(progress.Status == ProgressStatus.Slow, troubles.Contains(Trouble.Slow));
            Assert.Equal(progress.Evidence == Evidence.Stale, troubles.Contains(Trouble.Stale));
            Assert.Equal(progress.Coverage.Missing.Count > 0, troubles.Contains(Trouble.Incomplete));
            Assert.Equal(progress.Indicator.Leads.Count == 0, troubles.Contains(Trouble.Orphan));
            Assert.Equal(progress.Indicator.Code == "1a", troubles.Contains(Trouble.Odd));
        }
    });

    [Fact]
    public void AReportThatIsIn_IsNotOverdue_AndOneThatWasSentBackIsByItsOwnDay()
    {
        var (third, unit) = (Period.Of(PeriodKind.Quarter, new DateOnly(2023, 8, 1)), "dak-ru");
        Assert.Contains(third, Overdue(unit, null));
        Assert.DoesNotContain(third, Overdue(unit, new(ReportState.Submitted, Now, 0, null, 0)));
        Assert.DoesNotContain(third, Overdue(unit, new(ReportState.Returned, Now, 0, Today.AddDays(1), 1)));
        Assert.Contains(third, Overdue(unit, new(ReportState.Returned, Now, 0, Today, 1)));

        IEnumerable<Period> Overdue(string code, ReportStanding? report) =>
            Shortfall.Of(Board([]) with { Reports = report is null ? new Dictionary<(Period, string), ReportStanding>() : new() { [(third, code)] = report } }, Nothing, Now)
                .Find(code)!.Overdue.Select(duty => duty.Period);
    }

    [Fact]
    public void BeforeTheYear_NoFigureIsMissing_AndNobodyOwesOne()
    {
        var early = Shortfall.Of(Board([]) with { Today = new(2022, 12, 31) }, Nothing, new(2022, 12, 31, 8, 0, 0, TimeSpan.FromHours(7)));
        Assert.Empty(early.Holders);
        Assert.All(early.Indicators, one => Assert.Equal([Trouble.Orphan], one.Troubles));
        var begun = Shortfall.Of(Board([]) with { Today = new(2023, 1, 1) }, Nothing, new(2023, 1, 1, 8, 0, 0, TimeSpan.FromHours(7)));
        Assert.NotEmpty(begun.Holders);
    }

    private static BoardSnapshot Board(IEnumerable<Reading> readings)
    {
        var known = readings.DistinctBy(reading => (reading.Indicator, reading.Unit, reading.AsOf)).ToLookup(reading => reading.Indicator);
        return new(
            Calendar, 7, Now, Today, [.. Calendar.Plan.Indicators.Select(indicator => IndicatorDetail.Of(Calendar, indicator, known[indicator.Code], Today, 7))], [],
            new Dictionary<(Period, string), ReportStanding>());
    }
}
