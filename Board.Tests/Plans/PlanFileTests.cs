using System.Text;
using Board.Domain.Plans;

namespace Board.Tests.Plans;

public class PlanFileTests
{
    [Fact]
    public void Read_GivesThePlan_WhenTheFileIsValid()
    {
        var reading = SamplePlan.Read(SamplePlan.Json);

        Assert.Empty(reading.Faults);
        var plan = reading.Plan!;
        Assert.Equal(("sample-2023", 2023, "Kế hoạch mẫu năm 2023"), (plan.Id, plan.Year, plan.Title));
        Assert.Equal(new Locality("Huyện Mẫu", "Tỉnh Mẫu"), plan.Locality);
        Assert.Equal(TimeSpan.FromHours(7), plan.TimeZone.BaseUtcOffset);
        Assert.Equal(new EffectiveDate(new(2023, 6, 1), true), plan.EffectiveFrom);
        Assert.Equal([new LegalBasis("47/QĐ-UBND", new(2023, 1, 12), "UBND tỉnh", "Kế hoạch chuyển đổi số")], plan.LegalBasis);
        Assert.Equal([new Holiday(new(2023, 9, 1), new(2023, 9, 4), "Quốc khánh")], plan.Holidays);
        Assert.Equal([new DateOnly(2023, 10, 7)], plan.WorkingSaturdays);
        Assert.Equal([new Pillar("1", "Hạ tầng số", new("Hạ tầng", "Infrastructure")), new Pillar("2", "Chính phủ số", null)], plan.Pillars);
        Assert.Equal([new RegisteredDenominator("kien-duc", "population", 2023, 12345)], plan.Denominators);
    }

    [Fact]
    public void Read_GivesUnitsTheirDefaults_WhenTheFileLeavesThemOut()
    {
        var units = SamplePlan.Plan.Units;

        Assert.Equal(new ReportingUnit("vhtt", "Phòng Văn hóa và Thông tin", UnitKind.Department, true, true, new("P. VHTT", "Culture")), units[0]);
        Assert.Equal(new ReportingUnit("ca", "Công an huyện", UnitKind.Agency, false, true, null), units[1]);
        Assert.False(units.Single(unit => unit.Code == "nhan-co").Reports);
        Assert.False(units.Single(unit => unit.Code == "telecom").Reports);
        Assert.Equal("vhtt", SamplePlan.Plan.StandingOffice.Code);
    }

    [Fact]
    public void Read_GivesIndicators()
    {
        var (first, second, third) = (SamplePlan.Plan.Indicators[0], SamplePlan.Plan.Indicators[1], SamplePlan.Plan.Indicators[2]);

        Assert.Equal(("1a", "II.1.a", "1", Measure.Percent), (first.Code, first.Clause, first.Pillar, first.Measure));
        Assert.Equal(new Target(80, null, Better.Higher), first.Target);
        Assert.Equal(new DateOnly(2023, 11, 30), first.Due);
        Assert.Equal(("Người có điện thoại", "Dân số", "population"), (first.Numerator, first.Denominator, first.Group));
        Assert.Equal(new Baseline(new(2022, 12, 31), 61.5m), first.Baseline);
        Assert.Equal((new LocalText("Điện thoại", "Smartphones"), new LocalText("người", "people")), (first.Label, first.Counted));
        Assert.Equal(["vhtt"], first.Leads);

        Assert.Equal(new Target(20, 5.5m, Better.Lower), second.Target);
        Assert.Equal(new DateOnly(2023, 12, 31), second.Due);
        Assert.True(second.Orphan);
        Assert.Null(second.Baseline);
        Assert.Null(third.Denominator);
        Assert.Equal(Measure.Count, third.Measure);
    }

    [Fact]
    public void Read_ExpandsCommunes_ButCollectsFromThoseThatReport()
    {
        var plan = SamplePlan.Plan;

        Assert.True(plan.Indicators[0].FromCommunes);
        Assert.Equal(["kien-duc", "dak-ru"], plan.Indicators[0].Sources);
        Assert.False(plan.Indicators[1].FromCommunes);
        Assert.Equal(["vhtt", "ca"], plan.Indicators[1].Sources);
        Assert.Equal(["ca", "kien-duc", "dak-ru", "nhan-co"], plan.Indicators[2].Leads);
        Assert.Equal(["kien-duc", "dak-ru", "nhan-co", "telecom"], plan.Assignments[0].Partners);
        Assert.Equal(["kien-duc", "dak-ru", "nhan-co"], plan.Assignments[2].Leads);
    }

    [Fact]
    public void Read_GivesAssignmentsTheirDue()
    {
        Assert.Equal(
            [
                new AssignmentDue(DueKind.Month, new(2023, 2, 28)),
                new AssignmentDue(DueKind.Date, new(2023, 10, 15)),
                new AssignmentDue(DueKind.Yearly, null),
                new AssignmentDue(DueKind.Roadmap, null),
            ],
            SamplePlan.Plan.Assignments.Select(assignment => assignment.Due));
        Assert.Equal(["1a", "1b"], SamplePlan.Plan.Assignments[0].Indicators);
        Assert.Equal("các xã, thị trấn", SamplePlan.Plan.Assignments[0].PartnersText);
        Assert.Empty(SamplePlan.Plan.Assignments[1].Partners);
    }

    [Fact]
    public void Read_GivesReportingRules() => Assert.Equal(
        [
            new ReportingRule("unit-quarterly", ReportingParty.Units, PeriodKind.Quarter, new DueRule.LastMonth(3)),
            new ReportingRule("office-half", ReportingParty.Standing, PeriodKind.Half, new DueRule.NextMonth(10)),
            new ReportingRule("unit-annual", ReportingParty.Units, PeriodKind.Year, new DueRule.MonthOfYear(12, 10)),
            new ReportingRule("unit-plan", ReportingParty.Units, PeriodKind.Once, new DueRule.OnDate(new(2023, 6, 15))),
        ],
        SamplePlan.Plan.Reporting);

    [Theory]
    [InlineData("$.legalBasis")]
    [InlineData("$.holidays")]
    [InlineData("$.workingSaturdays")]
    [InlineData("$.denominators")]
    [InlineData("$.effectiveFrom.assumed")]
    [InlineData("$.indicators[0].due")]
    [InlineData("$.indicators[0].baseline")]
    [InlineData("$.indicators[0].note")]
    [InlineData("$.indicators[0].money")]
    [InlineData("$.indicators[2].target.aim")]
    [InlineData("$.indicators[2].numerator")]
    [InlineData("$.assignments[0].partners")]
    [InlineData("$.assignments[0].partnersText")]
    public void Read_TakesAFileWithoutAnOptionalField(string path)
    {
        Assert.Empty(SamplePlan.Read(SamplePlan.Set(path, null)).Faults);
        Assert.Empty(SamplePlan.Read(SamplePlan.Set(path, "null")).Faults);
    }

    [Fact]
    public void Read_TakesAByteOrderMark() =>
        Assert.Empty(PlanFile.Read(Encoding.UTF8.GetBytes("\uFEFF" + SamplePlan.Json)).Faults);

    [Fact]
    public void Read_TakesEscapedWords() =>
        Assert.True(SamplePlan.Read(SamplePlan.With("\"communes\"", "\"\\u0063ommunes\"")).Plan!.Indicators[0].FromCommunes);

    [Fact]
    public void Read_ListsAllFaultsAtOnce_InTheFilesOrder()
    {
        var json = SamplePlan.Json
            .Replace("\"year\": 2023,\n", "\"year\": 1999,\n", StringComparison.Ordinal)
            .Replace("\"timeZone\": \"Asia/Ho_Chi_Minh\"", "\"timeZone\": \"Asia/Nowhere\", \"colour\": 1", StringComparison.Ordinal)
            .Replace("\"2023-09-04\"", "\"2023-08-04\"", StringComparison.Ordinal)
            .Replace("\"pillar\": \"1\"", "\"pillar\": \"9\"", StringComparison.Ordinal)
            .Replace("\"floor\": 12,", "", StringComparison.Ordinal)
            .Replace("\"leads\": [ \"vhtt\" ], \"leadForm\"", "\"leads\": [ \"nobody\" ], \"leadForm\"", StringComparison.Ordinal)
            .Replace("\"value\": 12345", "\"value\": -1", StringComparison.Ordinal);

        var reading = SamplePlan.Read(json);

        Assert.Null(reading.Plan);
        Assert.Equal(
            [
                "$.year number-out-of-range 1999|2000|2100",
                "$.timeZone unknown-time-zone Asia/Nowhere",
                "$.colour unknown-field colour",
                "$.holidays[0].to from-after-to 2023-09-01|2023-08-04",
                "$.indicators[0].pillar unknown-pillar 9",
                "$.indicators[2].target.floor missing-field floor",
                "$.assignments[0].leads[0] unknown-unit nobody",
                "$.denominators[0].value not-positive -1",
            ],
            reading.Faults.Select(fault => $"{fault.Path} {fault.Code} {string.Join('|', fault.Arguments)}"));
    }
}
