using Board.Domain.Calendar;
using Board.Domain.Plans;
using Board.Domain.Readings;
using Board.Domain.Reports;

namespace Board.Tests.Assignments;

public sealed class AssignmentStandingTests
{
    private static readonly PlanClock Clock = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh"));
    private static readonly DateTimeOffset LastTick = new DateTimeOffset(2023, 11, 1, 0, 0, 0, TimeSpan.FromHours(7)).AddTicks(-1);

    [Theory]
    [InlineData(0, AssignmentStatus.InProgress, "2023-10-31", false, null)]
    [InlineData(0, AssignmentStatus.InProgress, "2023-11-01", true, null)]
    [InlineData(0, AssignmentStatus.NotStarted, "2023-11-01", true, null)]
    [InlineData(0, AssignmentStatus.Dropped, "2023-11-01", false, null)]
    [InlineData(0, AssignmentStatus.Done, "2023-12-01", false, false)]
    [InlineData(1, AssignmentStatus.Done, "2023-12-01", false, true)]
    public void ADatedOne_IsLateOrDoneLate_FromTheTickAfterItsLastDay(long ticks, AssignmentStatus status, string today, bool late, bool? doneLate)
    {
        var standing = Of(Assignment(new(DueKind.Month, new(2023, 10, 31))), today, Said("vhtt", status, LastTick.AddTicks(ticks)));
        Assert.Equal((status, late, doneLate), (standing.Status, standing.Late, standing.DoneLate));
    }

    [Theory]
    [InlineData(DueKind.Yearly)]
    [InlineData(DueKind.Roadmap)]
    public void AnUndatedOne_IsNeverLate_AndNeverOnTime(DueKind kind)
    {
        foreach (var status in Enum.GetValues<AssignmentStatus>())
        {
            var standing = Of(Assignment(new(kind, null)), "2023-12-31", Said("vhtt", status, LastTick.AddDays(300)));
            Assert.Equal((status, null, null), (standing.Status, standing.Late, standing.DoneLate));
        }
    }

    [Fact]
    public void OneThatNobodySpokeOf_IsNotStarted_AndLateInItsTime()
    {
        var standing = Of(Assignment(new(DueKind.Month, new(2023, 10, 31))), "2023-11-01");
        Assert.Equal((AssignmentStatus.NotStarted, null, true), (standing.Status, standing.Percent, standing.Late));
    }

    [Fact]
    public void OfSeveralLeads_AllMustBeDone()
    {
        var shared = Assignment(new(DueKind.Month, new(2023, 10, 31)), "ttyt", "bvdk");
        var one = Of(shared, "2023-10-01", Said("bvdk", AssignmentStatus.InProgress, LastTick, 40), Said("ttyt", AssignmentStatus.Done, LastTick, 100));
        Assert.Equal((AssignmentStatus.InProgress, 40m), (one.Status, one.Percent));
        Assert.Equal((AssignmentStatus.InProgress, null), At(Said("ttyt", AssignmentStatus.Done, LastTick, 100)));
        Assert.Equal((AssignmentStatus.Done, 100m), At(Said("ttyt", AssignmentStatus.Done, LastTick, 100), Said("bvdk", AssignmentStatus.Done, LastTick, 100)));
        // The secretariat speaks for all.
        Assert.Equal((AssignmentStatus.Done, 100m), At(Said("ttyt", AssignmentStatus.InProgress, LastTick, 10), Said(null, AssignmentStatus.Done, LastTick, 100)));
        Assert.Equal((AssignmentStatus.InProgress, 90m), At(Said(null, AssignmentStatus.Done, LastTick, 100), Said("bvdk", AssignmentStatus.InProgress, LastTick, 90)));
        (AssignmentStatus, decimal?) At(params ProgressEntry[] said) => (Of(shared, "2023-10-01", said).Status, Of(shared, "2023-10-01", said).Percent);
    }

    [Fact]
    public void SayingOnceMoreThatItIsDone_DoesNotMakeItLate()
    {
        var standing = Of(
            Assignment(new(DueKind.Month, new(2023, 10, 31))), "2023-12-01",
            Said("vhtt", AssignmentStatus.Done, LastTick, 100), Said("vhtt", AssignmentStatus.Done, LastTick.AddDays(20), 100));
        Assert.False(standing.DoneLate);
    }

    [Theory]
    [InlineData(AssignmentStatus.Done, null, 100, null)]
    [InlineData(AssignmentStatus.Done, 100, 100, null)]
    [InlineData(AssignmentStatus.Done, 99, 99, "percent-contradicts")]
    [InlineData(AssignmentStatus.NotStarted, null, 0, null)]
    [InlineData(AssignmentStatus.NotStarted, 5, 5, "percent-contradicts")]
    [InlineData(AssignmentStatus.InProgress, null, null, null)]
    [InlineData(AssignmentStatus.InProgress, 0, 0, null)]
    [InlineData(AssignmentStatus.InProgress, 100, 100, null)]
    [InlineData(AssignmentStatus.InProgress, -1, null, "percent-out-of-range")]
    [InlineData(AssignmentStatus.InProgress, 101, null, "percent-out-of-range")]
    [InlineData(AssignmentStatus.Dropped, 30, 30, null)]
    [InlineData(null, 30, 30, "missing")]
    public void APercentage_MustFitItsStatus(AssignmentStatus? status, int? percent, int? stored, string? code)
    {
        var rejections = new List<Rejection>();
        Assert.Equal(stored, AssignmentRules.Accept(status, percent, null, rejections));
        Assert.Equal(code, rejections.SingleOrDefault()?.Code);
    }

    private static Assignment Assignment(AssignmentDue due, params string[] leads) =>
        new("1", "III.1", "Việc mẫu", "", leads.Length == 0 ? ["vhtt"] : leads, "chủ trì", [], null, due, []);

    private static ProgressEntry Said(string? unit, AssignmentStatus status, DateTimeOffset at, decimal? percent = null) => new(unit, status, percent, null, "x", at);

    private static AssignmentStanding Of(Assignment assignment, string today, params ProgressEntry[] said) =>
        AssignmentStanding.Of(assignment, said, Clock, DateOnly.ParseExact(today, "yyyy-MM-dd"));
}
