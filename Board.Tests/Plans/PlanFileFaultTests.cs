using System.Diagnostics;
using System.Text;
using Board.Domain.Plans;

namespace Board.Tests.Plans;

public class PlanFileFaultTests
{
    [Theory]
    [MemberData(nameof(PlanFileFaultCases.All), MemberType = typeof(PlanFileFaultCases))]
    public void Read_NamesTheFault_WhenOnePlaceIsSpoilt(string path, string? json, string expected)
    {
        var reading = SamplePlan.Read(SamplePlan.Set(path, json));

        Assert.Null(reading.Plan);
        Assert.Equal(
            expected.Split(" & ").Select(fault => fault[0] == '$' ? fault : $"{path} {fault}").Order(StringComparer.Ordinal),
            Shown(reading).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("", "not-json 1,1")]
    [InlineData("{", "not-json 1,2")]
    [InlineData("{\n  \"tên\": ,\n}", "not-json 2,10")]
    [InlineData("{ \"a\": 1, }", "not-json 1,11")]
    [InlineData("{ } // comment", "not-json 1,5")]
    [InlineData("{ \"a\": NaN }", "not-json 1,8")]
    [InlineData("[]", "wrong-type object,list")]
    [InlineData("null", "wrong-type object,null")]
    public void Read_RefusesTheWholeFile_WhenItIsNoJsonObject(string json, string expected) =>
        Assert.Equal([$"$ {expected}"], Shown(SamplePlan.Read(json)));

    [Fact]
    public void Read_RefusesTheWholeFile_WhenItNestsTooDeep() =>
        Assert.Equal(["$ not-json 1,65"], Shown(SamplePlan.Read(new string('[', 1_000_000))));

    [Fact]
    public void Read_RefusesTheWholeFile_WhenItIsNotUtf8()
    {
        byte[] latin = [.. "{\n \"ă\": \""u8, 0xE3, 0x28, .. "\" }"u8];

        Assert.Equal(["$ not-utf8 2,8"], Shown(PlanFile.Read(latin)));
        Assert.Equal(["$ not-utf8 1,1"], Shown(PlanFile.Read(Encoding.Unicode.GetPreamble())));
    }

    [Fact]
    public void Read_RefusesTheWholeFile_WhenItIsTooBig()
    {
        const int limit = 4 * 1024 * 1024;
        var padding = new string(' ', limit - Encoding.UTF8.GetByteCount(SamplePlan.Json));

        Assert.Empty(SamplePlan.Read(SamplePlan.Json + padding).Faults);
        Assert.Equal(["$ plan-too-big 4194304"], Shown(SamplePlan.Read(SamplePlan.Json + padding + " ")));
    }

    [Theory]
    [InlineData("\"year\": 2023,", "\"year\": 2023, \"year\": 2024,", "$.year duplicate-field year")]
    [InlineData("\"code\": \"ca\",", "\"code\": \"ca\", \"\\u0063ode\": \"ca\",", "$.units[1].code duplicate-field code")]
    [InlineData("\"parent\": \"Tỉnh Mẫu\"", "\"parent\": \"\\ud800\"", "$.locality.parent unreadable-text ")]
    [InlineData("\"parent\": \"Tỉnh Mẫu\"", "\"parent\": \"Tỉnh Mẫu\", \"\\ud800\": 1", "$.locality unreadable-text ")]
    public void Read_NamesTheFault_WhenJsonAllowsItButThePlanDoesNot(string old, string by, string expected) =>
        Assert.Equal([expected.TrimEnd()], Shown(SamplePlan.Read(SamplePlan.With(old, by))));

    [Theory]
    [InlineData(2000, true)]
    [InlineData(2001, false)]
    public void Read_LimitsTexts(int length, bool taken)
    {
        var reading = SamplePlan.Read(SamplePlan.Set("$.title", $"\"{new string('ă', length)}\""));

        Assert.Equal(taken ? [] : [$"$.title text-too-long {length},2000"], Shown(reading));
    }

    [Theory]
    [InlineData(2023, false)]
    [InlineData(2024, true)]
    public void Read_KnowsLeapYears_WhenADayIsInFebruary(int year, bool taken)
    {
        var json = SamplePlan.With("{ \"month\": 12, \"day\": 10 }", "{ \"month\": 2, \"day\": 29 }")
            .Replace("\"year\": 2023,", $"\"year\": {year},", StringComparison.Ordinal)
            .Replace("\"due\": \"2023-11-30\"", $"\"due\": \"{year}-11-30\"", StringComparison.Ordinal);

        Assert.Equal(taken ? [] : ["$.reporting[2].before.day day-past-month-end 29,2023-02,28"], Shown(SamplePlan.Read(json)));
    }

    [Fact]
    public void Read_SaysNoCommunes_WhereverTheyAreNamed_WhenThePlanHasNone()
    {
        var json = SamplePlan.Json.Replace("\"kind\": \"commune\"", "\"kind\": \"agency\"", StringComparison.Ordinal);

        Assert.Equal(
            [
                "$.indicators[0].collectedFrom no-communes",
                "$.indicators[2].leads[1] no-communes",
                "$.assignments[0].partners[0] no-communes",
                "$.assignments[2].leads[0] no-communes",
            ],
            Shown(SamplePlan.Read(json)));
    }

    [Fact]
    public void Read_SaysNoCommunes_WhenNoneOfThemReports()
    {
        var json = SamplePlan.Json.Replace("\"kind\": \"commune\" }", "\"kind\": \"commune\", \"reports\": false }", StringComparison.Ordinal);

        Assert.Equal(["$.indicators[0].collectedFrom no-communes"], Shown(SamplePlan.Read(json)));
    }

    [Fact]
    public void Read_KeepsArgumentsShortAndPrintable()
    {
        var fault = SamplePlan.Read(SamplePlan.Set("$.holidays[0].from", $"\"\\u001b[31m{new string('x', 5000)}\"")).Faults.Single();

        Assert.Equal("bad-date", fault.Code);
        Assert.Equal(201, fault.Arguments[0].Length);
        Assert.StartsWith("\uFFFD[31mx", fault.Arguments[0]);
    }

    [Theory]
    [InlineData("$.units", "0,")]
    [InlineData("$.assignments[0].leads", "\"communes\",")]
    [InlineData("$.assignments[0].indicators", "\"x\",")]
    [InlineData("$.workingSaturdays", "\"2023-10-07\",")]
    public void Read_StaysQuick_WhenAListIsHuge(string path, string item)
    {
        var items = new StringBuilder("[").Insert(1, item, 3_900_000 / item.Length).Append("1]").ToString();
        var json = SamplePlan.Set(path, items);
        var start = Stopwatch.GetTimestamp();

        var faults = SamplePlan.Read(json).Faults;

        // Generous: it takes about a second. A quadratic check would take hours.
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(60));
        Assert.Equal(10_001, faults.Count);
        Assert.Equal("$ too-many-faults 10000", Shown(faults).Last());
    }

    private static IEnumerable<string> Shown(PlanFileReading reading) => Shown(reading.Faults);

    private static IEnumerable<string> Shown(IReadOnlyList<PlanFault> faults) => faults.Select(fault =>
        fault.Arguments.Count == 0 ? $"{fault.Path} {fault.Code}" : $"{fault.Path} {fault.Code} {string.Join(',', fault.Arguments)}");
}
