using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Board.Domain.Plans;
using Board.Domain.Progress;
using Board.Domain.Readings;
using Board.Tests.Charts;
using Board.Tests.Support;
using Board.Web.Charts;
using Board.Web.Indicators;
using Board.Web.Text;
using CsCheck;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Board.Tests.Indicators;

public sealed class IndicatorChartsTests
{
    private static readonly Plan Plan = PlanFile.Read(SeedPlan.Bytes()).Plan!;
    private static readonly Indicator Indicator = Plan.FindIndicator("1a")!;

    private readonly IndicatorCharts _charts = new(
        new ServiceCollection().AddLogging().AddTexts().BuildServiceProvider().GetRequiredService<IStringLocalizer<Texts>>());

    public IndicatorChartsTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("vi");

    [Fact]
    public void Trend_SaysWhatWasComputed()
    {
        var detail = Detail(Reading("dak-ru", 3, 700), Reading("dak-ru", 6, 720), Reading("dak-ru", 9, 750));
        var (frame, series) = Read(_charts.Trend(detail, []));

        Assert.Equal(["2023-03-01", "2023-06-01", "2023-09-01"], Days(series["values"]!));
        Assert.Equal(["70,0\u00A0%", "72,0\u00A0%", "75,0\u00A0%"], series["values"]!.AsArray().Select(point => (string?)point!["text"]));
        Assert.Equal(["2023-03-01", "2023-12-31"], Days(series["path"]!));
        Assert.Equal([70m, 80m], series["path"]!.AsArray().Select(point => (decimal)point!["y"]!));
        Assert.Equal(["2023-09-01", "2023-12-31"], Days(series["forecast"]!));
        var forecast = detail.Forecast!;
        Assert.Equal(decimal.Round(forecast.Value!.Value, 3), (decimal)series["forecast"]![1]!["y"]!);
        Assert.Equal((decimal.Round(forecast.Low!.Value, 3), decimal.Round(forecast.High!.Value, 3)), ((decimal)series["span"]![1]!["low"]!, (decimal)series["span"]![1]!["high"]!));
        Assert.Equal((80m, "mục tiêu ≥\u00A080\u00A0%"), ((decimal)frame["floor"]!, (string?)frame["target"]));
        Assert.Null(frame["aim"]);
    }

    [Fact]
    public void Trend_LeavesOutWhatThereIsNot()
    {
        var (frame, series) = Read(_charts.Trend(Detail(Reading("dak-ru", 3, 900)), []));
        Assert.Equal(["values"], series.AsObject().Select(line => line.Key));
        Assert.Equal(["values"], frame["names"]!.AsObject().Select(line => line.Key));
    }

    [Fact]
    public void Meetings_AreMarked_WithinTheYear_InOrder()
    {
        var detail = Detail(Reading("dak-ru", 3, 700), Reading("dak-ru", 6, 720));
        MeetingMark[] meetings = [new(new(2023, 9, 5), "sau"), new(new(2022, 1, 1), "ngoài"), new(new(2023, 4, 1), "trước")];
        Assert.Equal(["Họp 01/04", "Họp 05/09"], Read(_charts.Trend(detail, meetings)).Frame["meetings"]!.AsArray().Select(meeting => (string?)meeting!["title"]));
        Assert.Empty(Read(_charts.Trend(detail, [])).Frame["meetings"]!.AsArray());
    }

    [Fact]
    public void AChart_IsWritten_InTheReadersLanguage()
    {
        var detail = Detail(Reading("dak-ru", 3, 700), Reading("dak-ru", 6, 720));
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        Assert.Equal("72.0\u00A0%", (string?)Read(_charts.Trend(detail, [])).Series["values"]![1]!["text"]);
    }

    [Fact]
    public void Ranking_LeadsToTheUnit_MostFirst()
    {
        var (_, series) = Read(_charts.Ranking(Detail(Reading("dak-ru", 3, 700), Reading("dak-sin", 3, 500), Reading("nhan-co", 3, 900)), Plan)!);
        var bars = series["bars"]!.AsArray();
        Assert.Equal(["Đắk Sin", "Đắk Ru"], bars.Select(bar => (string?)bar!["name"]));
        Assert.Equal([75m, 25m], bars.Select(bar => (decimal)bar!["value"]!));
        Assert.Equal([true, false], bars.Select(bar => (bool)bar!["strong"]!));
        Assert.Equal($"/indicators/1a?plan={Plan.Id}&unit=dak-sin#readings", (string?)bars[0]!["link"]);
    }

    [Fact]
    public void Ranking_IsNone_WhereNobodyLacksAnything() => Assert.Null(_charts.Ranking(Detail(Reading("dak-ru", 3, 800)), Plan));

    [Fact]
    public void Holders_AreTheFewest_ThatHoldMost() =>
        Gen.Int[0, 1000].Array[11].Sample(shares =>
        {
            var detail = Detail([.. Indicator.Sources.Zip(shares, (unit, share) => Reading(unit, 6, share))]);
            var (units, share) = IndicatorCharts.Holders(detail);
            var lacking = IndicatorCharts.Lacking(detail).ToList();
            if (lacking.Count == 0) return units.Count == 0;
            var smallest = units.Min(unit => unit.Gap);
            return share >= 0.7m && share - units[^1].GapShare < 0.7m && units.SequenceEqual(lacking.Take(units.Count)) && lacking.Skip(units.Count).All(unit => unit.Gap <= smallest)
                && decimal.Round(lacking.Sum(unit => unit.GapShare!.Value), 10) == 1;
        });

    [Fact]
    public void Scale_HoldsEverythingThatIsDrawn() =>
        Gen.Int[0, 1000].Array[1, 8].Sample(shares =>
        {
            var (frame, series) = Read(_charts.Trend(Detail([.. shares.Select((share, month) => Reading("dak-ru", month + 1, share))]), []));
            var (low, high) = ((decimal)frame["low"]!, (decimal)frame["high"]!);
            var drawn = series.AsObject().SelectMany(line => line.Value!.AsArray()).SelectMany(point => new[] { point!["y"], point["low"], point["high"] }).OfType<JsonNode>().Select(value => (decimal)value);
            return low < high && drawn.All(value => value >= low - 0.001m && value <= high + 0.001m)
                && series.AsObject().SelectMany(line => Days(line.Value!)).All(day => string.CompareOrdinal(day, (string)frame["from"]!) >= 0 && string.CompareOrdinal(day, (string)frame["to"]!) <= 0);
        });

    [Theory]
    [InlineData(800, 0)]
    [InlineData(799, 1)]
    [InlineData(750, 1)]
    [InlineData(749, 2)]
    [InlineData(650, 2)]
    [InlineData(649, 3)]
    [InlineData(500, 3)]
    [InlineData(499, 4)]
    [InlineData(0, 4)]
    public void Heat_RisesWithTheDistance(int share, int heat) => Assert.Equal(heat, HeatRows.Heat(Indicator, new(share, 1000)));

    [Fact]
    public void Heat_IsNone_WhereUnitsHaveNoTargetOfTheirOwn() => Assert.Null(HeatRows.Heat(Indicator with { Measure = Measure.Count }, new(5, null)));

    private static IndicatorDetail Detail(params Reading[] readings) => Sample.Snapshot(Plan, 1, readings).Find("1a")!;

    private static Reading Reading(string unit, int month, int share) => new("1a", unit, new(2023, month, 1), 1, new(share, 1000), ReadingState.Provisional);

    private static (JsonNode Frame, JsonNode Series) Read(ChartData data) => (Read(data.Frame), Read(data.Series));

    private static JsonNode Read(MarkupString piece) => JsonNode.Parse(XElement.Parse(piece.Value.Replace(" hidden", "", StringComparison.Ordinal)).Attribute("value")!.Value)!;

    private static IEnumerable<string> Days(JsonNode line) => line.AsArray().Select(point => (string)point!["x"]!);
}
