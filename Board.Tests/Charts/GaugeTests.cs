using System.Globalization;
using System.Text.RegularExpressions;
using Board.Domain.Plans;
using Board.Domain.Progress;
using Board.Web.Charts;
using Board.Web.Shell;
using Board.Web.Text;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace Board.Tests.Charts;

public sealed partial class GaugeTests : BunitContext
{
    private static readonly Plan Plan = Sample.Plan(Sample.Smartphones);

    public GaugeTests()
    {
        Services.AddTexts();
        Speak("vi-VN");
    }

    public static TheoryData<ProgressStatus> Statuses => [.. Enum.GetValues<ProgressStatus>()];

    [Fact]
    public void Root_CarriesTheHooksOfTheContract()
    {
        var root = Draw(Sample.Progress()).Find("[data-indicator]");
        Assert.Equal("1a", root.GetAttribute("data-indicator"));
        Assert.Equal("slow", root.GetAttribute("data-status"));
        Assert.Equal("78.2513", root.GetAttribute("data-value"));
        Assert.Equal("7", root.GetAttribute("data-version"));
        Assert.Equal("gauge-1a", root.GetAttribute("data-fragment"));
    }

    [Fact]
    public void Value_IsEmpty_WithoutData()
    {
        var gauge = Draw(Sample.Progress(value: null, status: ProgressStatus.NoData));
        Assert.Equal("", gauge.Find("[data-indicator]").GetAttribute("data-value"));
        Assert.Empty(gauge.FindAll(".value"));
        Assert.Contains("Chưa có số liệu", gauge.Find("svg[role=meter]").GetAttribute("aria-valuetext"));
    }

    [Theory]
    [InlineData("79.96", "79,9")]
    [InlineData("80", "80,0")]
    [InlineData("78.25", "78,3")]
    [InlineData("0", "0,0")]
    public void Number_StaysOnItsSideOfTheTarget(string value, string shown) =>
        Assert.StartsWith(shown, Draw(Sample.Progress(value: decimal.Parse(value, CultureInfo.InvariantCulture))).Find(".number").TextContent);

    [Theory]
    [MemberData(nameof(Statuses))]
    public void EveryStatus_HasItsWordItsIconAndItsColour(ProgressStatus status)
    {
        var gauge = Draw(Sample.Progress(status: status));
        Assert.NotEmpty(gauge.Find(".status").TextContent.Trim());
        Assert.DoesNotContain("Status.", gauge.Find(".status").TextContent);
        Assert.NotEmpty(gauge.Find(".status .icon path").GetAttribute("d")!);
        Assert.Contains(StatusStyle.Of(status).Class, gauge.Find("[data-indicator]").ClassName);
    }

    [Fact]
    public void Statuses_DifferInWordAndIcon_NotByColourAlone()
    {
        var styles = StatusStyle.InOrder.Select(StatusStyle.Of).ToList();
        Assert.Equal(Enum.GetValues<ProgressStatus>().Length, styles.Count);
        Assert.Equal(styles.Count, styles.DistinctBy(style => style.Icon).Count());
        Assert.Equal(styles.Count, styles.DistinctBy(style => style.WordKey).Count());
        Assert.All(styles, style => Assert.Matches("^[a-z]+(-[a-z]+)?$", style.Code));
    }

    [Fact]
    public void Drawing_HasNoCommaInANumber_UnderVietnamese()
    {
        var indicator = Sample.Smartphones with { Target = new(55.5m, 60.25m, Better.Higher) };
        var gauge = Draw(Sample.Progress(indicator) with { Low = 40.1m, High = 90.9m, Coverage = new(1, 2, ["nhan-co"]) });
        foreach (var path in gauge.FindAll("svg[role=meter] path"))
            Assert.Matches(SvgNumbers(), $"{path.GetAttribute("d")} {path.GetAttribute("stroke-dasharray")}");
        Assert.NotNull(gauge.Find(".possible"));
        Assert.NotNull(gauge.Find(".band"));
        Assert.Equal("78.3", gauge.Find("svg[role=meter]").GetAttribute("aria-valuenow"));
    }

    [Fact]
    public void EqualRecord_IsNotDrawnAgain_ButANewOneIs()
    {
        var gauge = Draw(Sample.Progress());
        gauge.Render(parameters => parameters.Add(g => g.Progress, Sample.Progress()).Add(g => g.Plan, Plan));
        Assert.Equal(1, gauge.RenderCount);
        gauge.Render(parameters => parameters.Add(g => g.Progress, Sample.Progress(value: 79)).Add(g => g.Plan, Plan));
        Assert.Equal(2, gauge.RenderCount);
    }

    [Fact]
    public void Text_OfThePlan_IsEncoded()
    {
        const string hostile = "<script>alert(1)</script>\" onload=\"x";
        var indicator = Sample.Smartphones with { Name = hostile, Label = new(hostile, hostile), Counted = new(hostile, hostile) };
        var gauge = Draw(Sample.Progress(indicator));
        Assert.Empty(gauge.FindAll("script, [onload]"));
        Assert.Contains(hostile, gauge.Find("h3").TextContent);
    }

    [Fact]
    public void Words_SayGapChangeCoverageDateAndOwner()
    {
        var facts = Draw(Sample.Progress() with { Numerator = 70_498, Denominator = 90_224, GapCount = 1_682 }).Find(".facts").TextContent;
        Assert.Contains("còn 1.682\u00A0người", facts);
        Assert.Contains("▲\u00A02,2\u00A0điểm", facts);
        Assert.Contains("31/10/2023", facts);
        Assert.Contains("2/2 xã", facts);
        Assert.Contains("P. VH&TT", facts);
    }

    [Fact]
    public void Achieved_SaysTheSurplus_CountedFromWholePeople()
    {
        var achieved = Sample.Progress(status: ProgressStatus.Achieved, value: 81) with { Numerator = 81, Denominator = 100, GapCount = 0, Result = ProgressResult.Met };
        Assert.Contains("vượt 1\u00A0người", Draw(achieved).Find(".second").TextContent);
        Assert.Contains("vừa đạt", Draw(achieved with { Numerator = 80, Value = 80 }).Find(".second").TextContent);
    }

    [Fact]
    public void TargetReachedByThoseWhoReported_AwaitsTheOthers()
    {
        var waiting = Sample.Progress(status: ProgressStatus.OnTrack, value: 91) with { GapCount = 0, Coverage = new(1, 2, ["nhan-co"]), Low = 40, High = 95 };
        Assert.Equal("chờ Xã Nhân Cơ báo cáo", Draw(waiting).Find(".second").TextContent);
        Assert.Equal("chờ 2 xã báo cáo", Draw(waiting with { Coverage = new(1, 3, ["nhan-co", "dak-ru"]) }).Find(".second").TextContent);
    }

    [Fact]
    public void WithoutAFigure_TheCardSaysWhoseReportIsAwaited() =>
        Assert.Equal("chờ Xã Nhân Cơ báo cáo", Draw(Sample.Progress(value: null, status: ProgressStatus.NoData) with { GapCount = null, Coverage = new(0, 1, ["nhan-co"]) }).Find(".second").TextContent);

    [Theory]
    [InlineData("vi-VN", "không đổi")]
    [InlineData("en", "no change")]
    public void WhatStandsStill_IsSaidInWords(string language, string said)
    {
        Speak(language);
        var change = Draw(Sample.Progress() with { Previous = new(new(2023, 9, 30), 78.23m) }).Find(".change");
        Assert.Equal(said, change.TextContent);
        Assert.Contains("same", change.ClassName);
    }

    [Theory]
    [InlineData(1, "1\u00A0person to go")]
    [InlineData(2, "2\u00A0people to go")]
    public void InEnglish_OneIsNotSeveral(int gap, string said)
    {
        Speak("en");
        Assert.Equal(said, Draw(Sample.Progress() with { GapCount = gap }).Find(".second").TextContent);
    }

    [Fact]
    public void Orphan_FallenBackAndProvisional_AreNamed()
    {
        var gauge = Draw(Sample.Progress(Sample.Smartphones with { Leads = [] }) with { FellBack = true, Deteriorating = true, Provisional = true });
        var text = gauge.Find(".facts").TextContent;
        Assert.All(["chưa phân công", "đã đạt rồi tụt", "thấp hơn đầu kỳ", "tạm tính"], word => Assert.Contains(word, text));
    }

    [Theory]
    [InlineData(Measure.Count, "1180", "12000", Better.Higher, "15000")]
    [InlineData(Measure.Percent, "3.8", "5", Better.Higher, "8")]
    [InlineData(Measure.Percent, "30", "10", Better.Lower, "100")]
    [InlineData(Measure.Amount, "0", "0", Better.Lower, "1")]
    public void Scale_EndsAtARoundNumber(Measure measure, string value, string floor, Better better, string maximum)
    {
        var indicator = Sample.Smartphones with { Measure = measure, Target = new(decimal.Parse(floor, CultureInfo.InvariantCulture), null, better) };
        var progress = Sample.Progress(indicator, decimal.Parse(value, CultureInfo.InvariantCulture)) with { ExpectedToday = null };
        Assert.Equal(decimal.Parse(maximum, CultureInfo.InvariantCulture), new GaugeGeometry(progress).Maximum);
    }

    [Fact]
    public void Link_NamesThePlan_OnlyWhereItIsNotTheNewest()
    {
        Assert.Equal("/indicators/1a", Draw(Sample.Progress()).Find("h3 a").GetAttribute("href"));
        var older = Render<Gauge>(parameters => parameters.Add(g => g.Plan, Plan).Add(g => g.Progress, Sample.Progress()).Add(g => g.NamesPlan, true));
        Assert.Equal("/indicators/1a?plan=test-2023", older.Find("h3 a").GetAttribute("href"));
    }

    private static void Speak(string culture) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Sample.Culture(culture);

    private IRenderedComponent<Gauge> Draw(IndicatorProgress progress) =>
        Render<Gauge>(parameters => parameters.Add(gauge => gauge.Plan, Plan).Add(gauge => gauge.Progress, progress));

    [GeneratedRegex("^[-MLAHVZ0-9. ]+$")]
    private static partial Regex SvgNumbers();
}
