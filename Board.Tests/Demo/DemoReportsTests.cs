using Board.Domain.Calendar;
using Board.Domain.Readings;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Reports;

namespace Board.Tests.Demo;

/// <summary>The demo's reports, as they stand on the morning that the demo starts: matrix and desk must show everything they can say.</summary>
public sealed class DemoReportsTests
{
    private const string Plan = "dak-rlap-2023";

    [Fact]
    public async Task TheDemo_ShowsEveryStateOfAReport_AndTheBoardAgrees()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        var (matrix, _) = await server.Part<ReportMatrix>().ExecuteAsync(Actor.Console, Plan);
        var cells = matrix!.Rows.SelectMany(row => row.Cells).ToList();
        // Due begins with the first reminder, the morning after.
        Assert.Equal(
            Enum.GetValues<DeadlineState>().Where(state => state != DeadlineState.Due).Order(), cells.Select(cell => cell.State).Distinct().Order());
        Assert.All(["2023-Q2", "2023-Q3"], period =>
            Assert.True(cells.Count(cell => cell.Deadline.Period.ToString() == period && cell.State == DeadlineState.Accepted) >= 20, period));
        Assert.Contains(cells, cell => cell is { State: DeadlineState.Accepted, DaysLate: > 1 });
        Assert.Contains(cells, cell => cell.Report is { State: ReportState.Draft });

        var (desk, _) = await server.Part<PeriodDesk>().ExecuteAsync(Actor.Console, Plan, "2023-Q4");
        Assert.All(Enum.GetValues<DeskFilter>(), filter => Assert.Contains(desk!.Cells, cell => filter.Shows(cell)));
        Assert.Contains(desk!.Cells, cell => cell.State == PeriodDesk.CellState.Unchanged && cell.Reason is not null);
        Assert.Contains(desk.Reports, report => report.Content is { Difficulties.Length: > 0, Progress.Count: > 0 });

        var board = server.Live.State.Find(Plan)!;
        Assert.DoesNotContain(board.Tallies, tally => tally.Value == 0);
        // Where a unit's report brought its newest figure, the board has that very figure.
        var newest = desk.Cells.Where(cell => cell is { State: PeriodDesk.CellState.Received, Figure: { Source: SubmitReport.Source, State: not ReadingState.Returned } }).ToList();
        Assert.NotEmpty(newest);
        Assert.All(newest, cell => Assert.Equal(cell.Figure!.Figure, board.Find(cell.Indicator.Code)!.Units.Single(unit => unit.Unit == cell.Unit.Code).Figure));
    }
}
