using Board.Domain.Calendar;
using Board.Domain.Meetings;
using Board.Domain.Progress;
using Board.Tests.Support;

namespace Board.Tests.Meetings;

/// <summary>The order of the slides, the comparison of two meetings, and what a record keeps.</summary>
public sealed class AgendaTests
{
    private static readonly DateOnly Today = new(2023, 11, 24);

    [Fact]
    public void TheWorstGap_ComesFirst_MeasuredByTheTarget_AndSilenceBeforeWhatIsMet() => Assert.Equal(
        ["c", "a", "b", "e", "d"],
        Agenda.Of([At("a", 80, 60), At("b", 80, 79), At("c", 40, 25), At("d", 80, 90), At("e", 80, null)]));

    [Fact]
    public void SinceAMeeting_WhatRoseFellWasReachedAndLost_IsTold()
    {
        var record = Record(At("a", 80, 60), At("b", 80, 60), At("c", 80, 79), At("d", 80, 81), At("e", 80, 50), At("f", 80, null));
        var since = RecordedComparison.Of(Closed, record, [At("a", 80, 61), At("b", 80, 59), At("c", 80, 80), At("d", 80, 79), At("e", 80, 50), At("f", 80, 1), At("new", 80, 5)], [], Today);
        Assert.Equal(
            [("a", IndicatorMove.Risen), ("b", IndicatorMove.Fallen), ("c", IndicatorMove.NewlyAchieved), ("d", IndicatorMove.FellBack), ("f", IndicatorMove.Risen)],
            since.Moved.Select(moved => (moved.Code, moved.Move)));
        Assert.Equal((60m, 61m), (since.Moved[0].From, since.Moved[0].To));
    }

    [Fact]
    public void SinceAMeeting_DirectivesThatHadEndedBefore_AreNoNews()
    {
        var ended = Directive(1, Today.AddDays(-50), DirectiveState.Done);
        var record = Record([], ended, Directive(2, Today.AddDays(-1)), Directive(3, Today));
        var since = RecordedComparison.Of(
            Closed, record, [], [ended, Directive(2, Today.AddDays(-1)), Directive(3, Today), Directive(4, Today.AddDays(-9), DirectiveState.Reported, DirectiveState.Done), Directive(5, Today, DirectiveState.Cancelled)], Today);
        Assert.Equal(([4], [3], [2]), (since.Done, since.Pending, since.Overdue), Lists);
    }

    [Fact]
    public void SinceAMeeting_WhatAUnitHasReported_IsNeitherInTimeNorLate_ItAwaitsAWord()
    {
        var (late, inTime) = (Directive(1, Today.AddDays(-4), DirectiveState.Reported), Directive(2, Today.AddDays(4), DirectiveState.Reported));
        var since = RecordedComparison.Of(Closed, Record([], Directive(1, late.Due), Directive(2, inTime.Due)), [], [late, inTime, Directive(3, Today)], Today);
        Assert.Equal([1, 2], since.Reported);
        Assert.Equal(([], [3], []), (since.Done, since.Pending, since.Overdue), Lists);
    }

    [Fact]
    public void ADirective_IsADutyOfItsUnit_UntilItIsReported_AndAnewWhenSentBack()
    {
        var calendar = new PlanCalendar(PlanBuilder.Sample());
        var duty = Directive(7, new(2023, 9, 2)).ToDuty(calendar)!;
        Assert.Equal(("directive.7", "dak-ru", new DateOnly(2023, 8, 31), false), (duty.Key, duty.Unit.Code, duty.LastWorkingDay, duty.IsMet));
        Assert.True(Directive(7, Today, DirectiveState.Reported).ToDuty(calendar)!.IsMet);
        var again = Directive(7, Today, DirectiveState.Reported, DirectiveState.Open).ToDuty(calendar)!;
        Assert.Equal(("directive.7~1", false), (again.Key, again.IsMet));
    }

    [Theory]
    [InlineData(null, "dak-ru", "2023-11-24", "text missing")]
    [InlineData("x", null, "2023-11-24", "unit missing")]
    [InlineData("x", "nowhere", "2023-11-24", "unit unknown-unit")]
    [InlineData("x", "dak-ru", "2023-11-23", "due due-in-past")]
    [InlineData("x", "dak-ru", "2025-01-02", "due due-too-far")]
    [InlineData("x", "dak-ru", null, "due missing")]
    [InlineData("x\u0007", "dak-ru", "2023-11-24", "text control-characters")]
    [InlineData("x", "dak-ru", "2023-11-24", "")]
    public void WhatCanNotBeDecided_IsRefused(string? text, string? unit, string? due, string fault) => Assert.Equal(
        fault, string.Join(", ", DirectiveRules.Faults(PlanBuilder.Sample(), text, null, unit, due is null ? null : DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture), Today).Select(one => $"{one.Field} {one.Code}")));

    private static readonly Meeting Closed = new(1, MeetingKind.MidTerm, "Họp sơ kết", new(2023, 9, 12), "a", default, "a", default(DateTimeOffset));

    private static readonly IEqualityComparer<(IReadOnlyList<int>, IReadOnlyList<int>, IReadOnlyList<int>)> Lists = EqualityComparer<(IReadOnlyList<int> A, IReadOnlyList<int> B, IReadOnlyList<int> C)>.Create(
        (x, y) => x.A.SequenceEqual(y.A) && x.B.SequenceEqual(y.B) && x.C.SequenceEqual(y.C), _ => 0);

    private static Directive Directive(int number, DateOnly due, params DirectiveState[] states) =>
        new(number, "Rà soát", null, "dak-ru", due, null, "a", default, [.. states.Select(state => new DirectiveEntry(state, null, null, "a", default))]);

    private static MeetingRecord Record(params IndicatorProgress[] indicators) => Record(indicators, []);

    private static MeetingRecord Record(IndicatorProgress[] indicators, params Directive[] directives) => new(
        "p", "Kế hoạch", "Huyện", "Tỉnh", 1, default, Today, [.. indicators.Select(progress => RecordedIndicator.Of(PlanBuilder.Sample(), progress))],
        [.. directives.Select(directive => RecordedDirective.Of(PlanBuilder.Sample(), directive, Today))], null);

    private static IndicatorProgress At(string code, decimal floor, int? percent)
    {
        var indicator = IndicatorBuilder.Indicator(floor) with { Code = code };
        var plan = PlanBuilder.Sample(indicators: [indicator]);
        return IndicatorDetail.Of(
            new PlanCalendar(plan), indicator, percent is { } value ? [new(code, "dak-ru", new(2023, 10, 31), 1, new(value, 100), Board.Domain.Readings.ReadingState.Accepted)] : [], Today, 1).Progress;
    }
}
