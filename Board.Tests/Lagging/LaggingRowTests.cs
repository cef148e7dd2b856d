using System.Globalization;
using Board.Domain.Plans;
using Board.Domain.Progress;
using Board.Domain.Readings;
using Board.Tests.Charts;
using Board.Web.Lagging;
using Board.Web.Shell;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace Board.Tests.Lagging;

public sealed class LaggingRowTests : BunitContext
{
    private static readonly Plan Plan = Sample.Plan(Sample.Smartphones, Sample.Smartphones with { Code = "1b" });
    private static readonly LaggingReader Office = new(SeesOdd: true, MayWrite: true, NamesPlan: false);

    public LaggingRowTests()
    {
        Services.AddLocalization();
        Services.AddSingleton<HtmlDrawing>().AddSingleton<DrawnOnce>();
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Sample.Culture("vi-VN");
    }

    [Fact]
    public void AFigureOfOneIndicator_DrawsItsRowAlone()
    {
        var first = Sample.Snapshot(Plan, 1, Of("1a", 700), Of("1b", 600));
        var second = first with { Version = 2, Details = [Sample.Snapshot(Plan, 2, Of("1a", 710)).Details[0], first.Details[1]] };
        var before = See(first, null);
        var matrix = Render<LaggingMatrix>(with => with.Add(one => one.Shortfall, before).Add(one => one.Reader, Office).Add(one => one.Choice, LaggingChoice.All));
        Assert.Equal(["1b", "1a"], matrix.FindAll("tr[data-indicator]").Select(row => row.GetAttribute("data-indicator")));

        matrix.Render(with => with.Add(one => one.Shortfall, See(second, before)));
        Assert.Equal("90", matrix.Find("[data-indicator='1a']").GetAttribute("data-people"));
        Assert.Contains("90 người", matrix.Find("[data-indicator='1a']").TextContent.Replace('\u00A0', ' '), StringComparison.Ordinal);
        var drawn = matrix.FindComponents<LaggingRow>().ToDictionary(row => row.Instance.One.Indicator.Code, row => row.RenderCount);
        Assert.Equal((2, 1), (drawn["1a"], drawn["1b"]));
    }

    [Fact]
    public void AHolder_IsDrawnAnew_OnlyWhereItsPartChanged()
    {
        var first = Sample.Snapshot(Plan, 1, Of("1a", 700), Of("1a", 900, "nhan-co"));
        var second = first with { Version = 2, Details = [first.Details[0], Sample.Snapshot(Plan, 2, Of("1b", 900, "nhan-co")).Details[1]] };
        var before = See(first, null);
        var holders = Render<GapHolders>(with => with.Add(one => one.Shortfall, before).Add(one => one.Reader, Office).Add(one => one.Choice, LaggingChoice.All));
        holders.Render(with => with.Add(one => one.Shortfall, See(second, before)));
        var drawn = holders.FindComponents<HolderRow>().ToDictionary(row => row.Instance.Holder.Unit.Code, row => row.RenderCount);
        Assert.Equal((1, 2), (drawn["dak-ru"], drawn["nhan-co"]));
    }

    private static Shortfall See(BoardSnapshot board, Shortfall? before) => Shortfall.Of(board, Array.Empty<string>().ToLookup(unit => unit), board.At, before);

    private static Reading Of(string indicator, decimal numerator, string unit = "dak-ru") =>
        new(indicator, unit, new(2023, 10, 31), 1, new(numerator, 1000), ReadingState.Provisional);
}
