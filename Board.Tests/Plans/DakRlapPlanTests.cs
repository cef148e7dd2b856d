using Board.Domain.Plans;

namespace Board.Tests.Plans;

/// <summary>The district's own plan, and the traps of its text. Expectations are written by hand from the published plan.</summary>
public class DakRlapPlanTests
{
    private static readonly PlanFileReading Reading = PlanFile.Read(File.ReadAllBytes(Path.Combine(Root(), "seeds", "plans", "dak-rlap-2023.json")));

    private static Plan Plan => Reading.Plan ?? throw new InvalidOperationException(string.Join('\n', Reading.Faults.Select(fault => $"{fault.Path} {fault.Code}")));

    [Fact]
    public void TheFile_HasNoFault() => Assert.Empty(Reading.Faults.Select(fault => $"{fault.Path} {fault.Code} {string.Join(',', fault.Arguments)}"));

    [Fact]
    public void TheHead_IsThePlans()
    {
        Assert.Equal(("dak-rlap-2023", 2023), (Plan.Id, Plan.Year));
        Assert.Equal(new Locality("Huyện Đăk R’lấp", "Tỉnh Đăk Nông"), Plan.Locality);
        Assert.Equal("Asia/Ho_Chi_Minh", Plan.TimeZone.Id);
        Assert.Equal(new EffectiveDate(new(2023, 6, 1), true), Plan.EffectiveFrom);
        Assert.Equal(["1", "2", "3", "4"], Plan.Pillars.Select(pillar => pillar.Code));
        Assert.Empty(Plan.Denominators);
    }

    [Fact]
    public void EighteenLetters_MakeNineteenIndicators() => Assert.Equal(
        "1a 1b 1c 2a 2b 2c1 2c2 2d 2e 3a 3b 3c 3d 3e 3f 3g 3h 4a 4b",
        string.Join(' ', Plan.Indicators.Select(indicator => indicator.Code)));

    [Theory]
    [InlineData("1a", 80, null)]
    [InlineData("1b", 75, null)]
    [InlineData("1c", 100, null)]
    [InlineData("2a", 70, null)]
    [InlineData("2b", 50, null)]
    [InlineData("2c1", 100, null)]
    [InlineData("2c2", 50, null)]
    [InlineData("2d", 50, null)]
    [InlineData("2e", 50, null)]
    [InlineData("3a", 30, null)]
    [InlineData("3b", 100, null)]
    [InlineData("3c", 50, null)]
    [InlineData("3d", 5, null)]
    [InlineData("3e", 55, 60)]
    [InlineData("3f", 25, 30)]
    [InlineData("3g", 90, null)]
    [InlineData("3h", 60, null)]
    [InlineData("4a", 65, 70)]
    [InlineData("4b", 100, null)]
    public void Targets_AreTheClauses(string code, int floor, int? aim)
    {
        var indicator = Plan.FindIndicator(code)!;

        Assert.Equal(new Target(floor, aim, Better.Higher), indicator.Target);
        Assert.Equal(Measure.Percent, indicator.Measure);
        Assert.Equal(new DateOnly(2023, 12, 31), indicator.Due);
        Assert.Equal(code[..1], indicator.Pillar);
        Assert.Equal($"II.{code[0]}.{code[1]}", indicator.Clause[..6]);
        Assert.Null(indicator.Baseline);
    }

    [Theory]
    [InlineData("1a 1b 1c", "vhtt")]
    [InlineData("2d", "vphu")]
    [InlineData("2e", "vhtt")]
    [InlineData("3a 3d", "ktht")]
    [InlineData("3f", "ca")]
    [InlineData("3g", "ttyt bvdk")]
    [InlineData("3h", "gddt bvdk ttyt")]
    [InlineData("4a 4b", "vphu vhtt")]
    [InlineData("2a 2b 2c1 2c2 3b 3c 3e", "")]
    public void Leads_AreThoseOfTheAssignment_AndNeverInvented(string codes, string leads)
    {
        foreach (var code in codes.Split(' '))
            Assert.Equal(leads, string.Join(' ', Plan.FindIndicator(code)!.Leads));
    }

    [Fact]
    public void Orphans_AreSeven() => Assert.Equal(
        ["2a", "2b", "2c1", "2c2", "3b", "3c", "3e"],
        Plan.Indicators.Where(indicator => indicator.Orphan).Select(indicator => indicator.Code));

    [Fact]
    public void Communes_ReportSixIndicators_AndOrphansFallToTheStandingOffice()
    {
        Assert.Equal(["1a", "1b", "1c", "2c2", "3f", "3g"], Plan.Indicators.Where(indicator => indicator.FromCommunes).Select(indicator => indicator.Code));
        Assert.All(Plan.Indicators.Where(indicator => indicator.FromCommunes), indicator => Assert.Equal(11, indicator.Sources.Count));
        Assert.All(
            Plan.Indicators.Where(indicator => indicator is { Orphan: true, FromCommunes: false }),
            indicator => Assert.Equal(["vhtt"], indicator.Sources));
    }

    [Fact]
    public void Money_IsTheMeasureOfRevenueAndFees() =>
        Assert.Equal(["3d", "3h"], Plan.Indicators.Where(indicator => !indicator.Whole).Select(indicator => indicator.Code));

    [Fact]
    public void ThreeG_TellsThatTheTaskSaysOver90() => Assert.NotNull(Plan.FindIndicator("3g")!.Note);

    [Fact]
    public void EighteenTasks_MakeTwentyAssignments() => Assert.Equal(
        "1 2 3a 3b 4 5 6 7 8 9 10 11 12 13 14 15 16a 16b 17 18",
        string.Join(' ', Plan.Assignments.Select(assignment => assignment.Code)));

    [Theory]
    [InlineData("1 2 4 6 9 10", DueKind.Month, "2023-12-31")]
    [InlineData("18", DueKind.Month, "2023-10-31")]
    [InlineData("3a 3b 5 7 8 11 12 13 14 15 16a 17", DueKind.Yearly, null)]
    [InlineData("16b", DueKind.Roadmap, null)]
    public void Dues_AreThePlans_AndThirteenAreUndated(string codes, DueKind kind, string? lastDay)
    {
        var due = new AssignmentDue(kind, lastDay is null ? null : DateOnly.Parse(lastDay, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(codes, string.Join(' ', Plan.Assignments.Where(assignment => assignment.Due == due).Select(assignment => assignment.Code)));
    }

    [Fact]
    public void Assignments_ServeTheirIndicators() => Assert.Equal(
        "1: 1a 1b 1c; 2: 3f; 3a: 4a 4b; 4: 3g; 6: 3a; 9: 3h; 10: 3d; 12: 2d; 16a: 2e",
        string.Join("; ", Plan.Assignments.Where(assignment => assignment.Indicators.Count > 0)
            .Select(assignment => $"{assignment.Code}: {string.Join(' ', assignment.Indicators)}")));

    [Fact]
    public void FourAssignments_NameNoChuTri() => Assert.Equal(
        ["3a", "4", "9", "12"],
        Plan.Assignments.Where(assignment => !assignment.LeadForm.StartsWith("chủ trì", StringComparison.Ordinal)).Select(assignment => assignment.Code));

    [Theory]
    [InlineData("1 7 8 16a 17 18", "vhtt")]
    [InlineData("2 3b 16b", "ca")]
    [InlineData("3a", "vphu vhtt")]
    [InlineData("4", "ttyt bvdk")]
    [InlineData("5", "gddt")]
    [InlineData("6 10 11 13", "ktht")]
    [InlineData("9", "gddt bvdk ttyt")]
    [InlineData("12", "vphu")]
    [InlineData("14", "nnptnt")]
    [InlineData("15", "nv")]
    public void AssignmentLeads_AreThePlans(string codes, string leads) => Assert.Equal(
        codes,
        string.Join(' ', Plan.Assignments.Where(assignment => string.Join(' ', assignment.Leads) == leads).Select(assignment => assignment.Code)));

    [Fact]
    public void Units_AreTwelveAndElevenCommunes()
    {
        Assert.Equal(
            "vhtt vphu ca ttyt bvdk gddt ktht ldtbxh tckh nnptnt nv ttvh",
            Codes(unit => unit.Kind is UnitKind.Department or UnitKind.Agency));
        Assert.Equal(
            "kien-duc dak-ru dak-sin dak-wer dao-nghia hung-binh kien-thanh nghia-thang nhan-co nhan-dao quang-tin",
            Codes(unit => unit.Kind == UnitKind.Commune));
        Assert.Equal("vhtt", Codes(unit => unit.Standing));
        Assert.Equal(23, Plan.Units.Count(unit => unit.Reports));

        string Codes(Func<ReportingUnit, bool> which) => string.Join(' ', Plan.Units.Where(which).Select(unit => unit.Code));
    }

    [Fact]
    public void Reporting_IsClauseFive() => Assert.Equal(
        [
            new ReportingRule("unit-quarterly", ReportingParty.Units, PeriodKind.Quarter, new DueRule.LastMonth(3)),
            new ReportingRule("office-quarterly", ReportingParty.Standing, PeriodKind.Quarter, new DueRule.LastMonth(10)),
            new ReportingRule("unit-annual", ReportingParty.Units, PeriodKind.Year, new DueRule.MonthOfYear(12, 10)),
            new ReportingRule("unit-plan", ReportingParty.Units, PeriodKind.Once, new DueRule.OnDate(new(2023, 6, 15))),
        ],
        Plan.Reporting);

    [Fact]
    public void Holidays_AreThoseOf2023()
    {
        Assert.Equal(
            [
                (new DateOnly(2023, 1, 1), new DateOnly(2023, 1, 2)),
                (new DateOnly(2023, 1, 20), new DateOnly(2023, 1, 26)),
                (new DateOnly(2023, 4, 29), new DateOnly(2023, 5, 3)),
                (new DateOnly(2023, 9, 1), new DateOnly(2023, 9, 4)),
            ],
            Plan.Holidays.Select(holiday => (holiday.From, holiday.To)));
        Assert.Empty(Plan.WorkingSaturdays);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DigitalTransformationBoard.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("No DigitalTransformationBoard.sln above the tests.");
    }
}
