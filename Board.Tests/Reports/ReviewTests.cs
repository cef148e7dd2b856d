using System.Net;
using System.Net.Http.Json;
using Board.Domain.Calendar;
using Board.Domain.Readings;
using Board.Domain.Reports;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Reports;

namespace Board.Tests.Reports;

public sealed class ReviewTests
{
    [Fact]
    public async Task AReturnedFigure_GivesWayToTheOneBefore_AndTheBoardMoves()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        foreach (var numerator in new[] { 500, 600, 700 }) await BoardServer.PostShareAsync(office, "1a", "dak-ru", numerator);
        var ids = new[] { 1, 2, 3 }.Select(revision => Sql.Number(server.Database, $"SELECT \"Id\" FROM \"Readings\" WHERE \"Revision\" = {revision}")).ToList();
        Assert.Equal(70m, (decimal)(await server.GaugeAsync("1a"))["value"]!);

        await ReviewAsync(ids[1], "return", "nhầm");
        Assert.Equal(70m, (decimal)(await server.GaugeAsync("1a"))["value"]!);
        await ReviewAsync(ids[2], "return", "nhầm");
        Assert.Equal(50m, (decimal)(await server.GaugeAsync("1a"))["value"]!);
        await ReviewAsync(ids[0], "return", "nhầm");
        Assert.Null((await server.GaugeAsync("1a"))["value"]);
        // A decision can be taken back.
        await ReviewAsync(ids[1], "accept", null);
        var gauge = await server.GaugeAsync("1a");
        Assert.Equal((60m, false), ((decimal)gauge["value"]!, (bool)gauge["provisional"]!));
        Assert.DoesNotContain(await server.FindingsAsync(), finding => finding.Faults.Count > 0);

        var counts = Sql.Counts(server.Database);
        await ReviewAsync(ids[1], "accept", null);
        Assert.Equal(counts, Sql.Counts(server.Database));
        // The next one follows the figure that counts.
        await BoardServer.PostShareAsync(office, "1a", "dak-ru", 610);
        Assert.Equal(600_0000, Sql.Number(server.Database, "SELECT \"FromNumerator\" FROM \"Readings\" WHERE \"Revision\" = 4"));

        async Task ReviewAsync(long id, string verb, string? reason)
        {
            using var answer = await office.PostAsJsonAsync($"/api/v1/plans/{BoardServer.Plan}/readings/{id}/{verb}", new { reason });
            Assert.True(answer.StatusCode == HttpStatusCode.NoContent, await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task AReturn_OfAFigure_NeedsAReason()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await BoardServer.PostShareAsync(office, "1a", "dak-ru", 500);
        var counts = Sql.Counts(server.Database);
        foreach (var reason in new[] { null, " ", new string('a', 2001), "a\u0001" })
            await office.PostAsJsonAsync($"/api/v1/plans/{BoardServer.Plan}/readings/1/return", new { reason }).ExpectProblemAsync(422, "refused-review");
        Assert.Equal(counts, Sql.Counts(server.Database));
    }

    [Fact]
    public async Task TheDesk_SaysOfEachIndicatorAndUnit_WhatThereIs()
    {
        await using var server = await BoardServer.StartAsync();
        await server.ImportAsync(SeedPlan.WithPopulation("dak-wer", 1000));
        using var office = await server.ClientAsync(Role.Secretariat);
        // dak-ru: all in, one figure said otherwise by another way, one returned.
        await BoardServer.PostShareAsync(office, "1a", "dak-ru", 480, "2023-11-20");
        await office.HandInAsync();
        await office.PostAsJsonAsync($"/api/v1/plans/{BoardServer.Plan}/readings/{IdOf("1b", "dak-ru")}/return", new { reason = "thiếu căn cứ" });
        await office.PostAsJsonAsync($"/api/v1/plans/{BoardServer.Plan}/readings/{IdOf("1c", "dak-ru")}/accept", new { });
        // dak-sin: nothing has changed; a leap that was confirmed.
        await BoardServer.PostShareAsync(office, "1a", "dak-sin", 100, "2023-10-01");
        var second = ReportCalls.Whole();
        second["readings"]!.AsArray().RemoveAt(1);
        second["readings"]![0]!["note"] = "đếm lại";
        second["unchanged"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["indicator"] = "1b", ["reason"] = "như cũ" });
        await office.HandInAsync(second, unit: "dak-sin");
        // dak-wer: the register changed after its report, which was returned.
        await office.HandInAsync(unit: "dak-wer");
        await office.CallAsync("return", new { reason = "xem lại", dueBefore = "2023-12-08" }, unit: "dak-wer").ExpectAsync(HttpStatusCode.OK);
        // nhan-co: only a figure from elsewhere, by another denominator than is approved since.
        await BoardServer.PostShareAsync(office, "1a", "nhan-co", 400, "2023-11-01");
        await server.ImportAsync(SeedPlan.WithPopulation("nhan-co", 2000));

        var (desk, refusal) = await server.Part<PeriodDesk>().ExecuteAsync(Actor.Console, BoardServer.Plan, "2023-Q4");
        Assert.Null(refusal);
        PeriodDesk.Cell Cell(string indicator, string unit) => desk!.Cells.Single(cell => cell.Indicator.Code == indicator && cell.Unit.Code == unit);
        Assert.Equal((PeriodDesk.CellState.Received, 500m, ReadingState.Provisional),
            (Cell("1a", "dak-ru").State, Cell("1a", "dak-ru").Figure!.Figure.Numerator, Cell("1a", "dak-ru").Figure!.State));
        Assert.Equal("other-source", Assert.Single(Cell("1a", "dak-ru").Conflicts).Code);
        Assert.Equal((PeriodDesk.CellState.Returned, "thiếu căn cứ"), (Cell("1b", "dak-ru").State, Cell("1b", "dak-ru").Reason));
        Assert.Equal((PeriodDesk.CellState.Received, ReadingState.Accepted), (Cell("1c", "dak-ru").State, Cell("1c", "dak-ru").Figure!.State));
        Assert.Equal((PeriodDesk.CellState.Unchanged, "như cũ"), (Cell("1b", "dak-sin").State, Cell("1b", "dak-sin").Reason));
        Assert.Equal("jump", Assert.Single(Cell("1a", "dak-sin").Odd).Code);
        Assert.Equal((PeriodDesk.CellState.Returned, "xem lại"), (Cell("3f", "dak-wer").State, Cell("3f", "dak-wer").Reason));
        Assert.Equal((PeriodDesk.CellState.Missing, 400m), (Cell("1a", "nhan-co").State, Cell("1a", "nhan-co").Figure!.Figure.Numerator));
        Assert.Equal("denominator-differs", Assert.Single(Cell("1a", "nhan-co").Conflicts).Code);
        Assert.Equal((PeriodDesk.CellState.Missing, null), (Cell("2a", "vhtt").State, Cell("2a", "vhtt").Figure));
        Assert.Equal(23, desk!.Reports.Count);
        Assert.Equal(6 * 11 + 17, desk.Cells.Count);

        long IdOf(string indicator, string unit) => Sql.Number(server.Database, $"SELECT max(\"Id\") FROM \"Readings\" WHERE \"Indicator\" = '{indicator}' AND \"Unit\" = '{unit}'");
    }

    [Fact]
    public async Task AFigure_OfAReportThatWasSentBack_IsNotDecidedOf_UntilItIsInAgain()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        await office.HandInAsync();
        var figure = Sql.Number(server.Database, "SELECT \"Id\" FROM \"Readings\" WHERE \"Indicator\" = '1a'");
        await office.CallAsync("return", new { reason = "xem lại", dueBefore = "2023-12-08" }).ExpectAsync(HttpStatusCode.OK);
        var counts = Sql.Counts(server.Database);
        var review = server.Part<ReviewReading>();
        foreach (var verdict in new[] { ReadingState.Accepted, ReadingState.Returned })
            Assert.IsType<ReviewResult.NotSubmitted>(await review.ExecuteAsync(Actor.Console, new(BoardServer.Plan, figure, verdict, "x")));
        Assert.Equal(counts, Sql.Counts(server.Database));
        Assert.False(await IsOpenAsync());

        await office.HandInAsync(ReportCalls.Whole(numerator: 510));
        Assert.True(await IsOpenAsync());
        var newest = Sql.Number(server.Database, "SELECT max(\"Id\") FROM \"Readings\" WHERE \"Indicator\" = '1a'");
        Assert.IsType<ReviewResult.Done>(await review.ExecuteAsync(Actor.Console, new(BoardServer.Plan, newest, ReadingState.Accepted, null)));

        async Task<bool> IsOpenAsync() =>
            (await server.Part<PeriodDesk>().ExecuteAsync(Actor.Console, BoardServer.Plan, "2023-Q4")).Desk!.Cells.Single(cell => cell.Indicator.Code == "1a" && cell.Unit.Code == "dak-ru").IsOpen;
    }

    [Fact]
    public async Task AFigure_ReturnedWithANewDay_IsOwedAgain_AndTheOthersStay()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        using var unit = await server.ClientAsync(Role.Reporter, "dak-ru");
        await unit.HandInAsync();
        var (first, second) = (IdOf("1a"), IdOf("1b"));
        var review = server.Part<ReviewReading>();
        foreach (var (day, code) in new[] { (new DateOnly(2023, 11, 24), "due-before-passed"), (new DateOnly(2025, 1, 1), "due-before-too-far") })
            Assert.Equal(code, Assert.IsType<ReviewResult.Refused>(await ReturnAsync(first, day)).Rejections.Single().Code);
        var counts = Sql.Counts(server.Database);
        await office.PostAsJsonAsync($"/api/v1/plans/{BoardServer.Plan}/readings/{first}/return", new { dueBefore = "2023-12-08" }).ExpectProblemAsync(422, "refused-review");
        Assert.Equal(counts, Sql.Counts(server.Database));

        using (var done = await office.PostAsJsonAsync($"/api/v1/plans/{BoardServer.Plan}/readings/{first}/return", new { reason = "mẫu số sai", dueBefore = "2023-12-08" }))
            Assert.Equal(HttpStatusCode.NoContent, done.StatusCode);
        var report = await unit.ReportAsync();
        Assert.Equal(("returned", "returned", "1a: mẫu số sai", "2023-12-08"),
            ((string?)report["state"], (string?)report["duty"], (string?)report["returned"]!["reason"], (string?)report["dueBefore"]));
        Assert.Null((await server.GaugeAsync("1a"))["value"]);
        Assert.Equal(50m, (decimal)(await server.GaugeAsync("1b"))["value"]!);
        // The office goes on with the others, of which the unit has to mend one more.
        foreach (var code in new[] { "1c", "2c2" })
            Assert.IsType<ReviewResult.Done>(await review.ExecuteAsync(Actor.Console, new(BoardServer.Plan, IdOf(code), ReadingState.Accepted, null)));
        Assert.IsType<ReviewResult.Done>(await ReturnAsync(second, new(2023, 12, 8)));
        Assert.Equal(1, Sql.Number(server.Database, "SELECT \"TimesReturned\" FROM \"Reports\""));
        Assert.Equal((PeriodDesk.CellState.Returned, "mẫu số sai", false, false), await CellAsync("1a"));
        Assert.Equal((PeriodDesk.CellState.Received, null, true, false), await CellAsync("3f"));

        // Mended; of two others the unit takes the date back, and of one the whole figure.
        var mended = ReportCalls.Whole(numerator: 500);
        (mended["readings"]![0]!["numerator"], mended["readings"]![1]!["numerator"]) = (510, 520);
        foreach (var place in new[] { 3, 4 }) mended["readings"]![place]!["asOf"] = "2023-10-31";
        mended["readings"]!.AsArray().RemoveAt(5);
        mended["unchanged"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["indicator"] = "3g", ["reason"] = "chưa có đợt mới" });
        Assert.Equal("dak-rlap-2023/2023-Q4/dak-ru/2", (string?)(await unit.HandInAsync(mended))["receipt"]);
        Assert.Equal(("2023-10-31", "2023-10-31", 51m), ((string?)(await server.GaugeAsync("2c2"))["asOf"], (string?)(await server.GaugeAsync("3f"))["asOf"], (decimal)(await server.GaugeAsync("1a"))["value"]!));
        Assert.Null((await server.GaugeAsync("3g"))["value"]);
        Assert.Equal((PeriodDesk.CellState.Received, null, true, true), await CellAsync("1a"));
        // What was accepted and not touched is the same figure still.
        Assert.Equal("Accepted", Sql.Text(server.Database, "SELECT \"State\" FROM \"Readings\" WHERE \"Indicator\" = '1c'"));
        Assert.Equal(6 + 4, Sql.Number(server.Database, "SELECT count(*) FROM \"Readings\""));
        Assert.DoesNotContain(await server.FindingsAsync(), finding => finding.Faults.Count > 0);

        // A figure that came in another way belongs to no report that could be opened.
        await BoardServer.PostShareAsync(office, "1a", "dak-sin", 500);
        Assert.Equal("figure-without-report", Assert.IsType<ReviewResult.Refused>(await ReturnAsync(IdOf("1a"), new(2023, 12, 8))).Rejections.Single().Code);

        Task<ReviewResult> ReturnAsync(long id, DateOnly day) => review.ExecuteAsync(Actor.Console, new(BoardServer.Plan, id, ReadingState.Returned, "x", null, day));
        long IdOf(string indicator) => Sql.Number(server.Database, $"SELECT max(\"Id\") FROM \"Readings\" WHERE \"Indicator\" = '{indicator}'");
        async Task<(PeriodDesk.CellState, string?, bool, bool)> CellAsync(string indicator) =>
            (await server.Part<PeriodDesk>().ExecuteAsync(Actor.Console, BoardServer.Plan, "2023-Q4")).Desk!.Cells
                .Where(cell => cell.Indicator.Code == indicator && cell.Unit.Code == "dak-ru").Select(cell => (cell.State, cell.Reason, cell.IsOpen, cell.IsOfReport)).Single();
    }

    [Fact]
    public async Task WhoeverDecidesOfWhatWasMeanwhileDecided_IsOvertaken_AndChangesNothing()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        var first = (string)(await office.HandInAsync())["receipt"]!;
        var (accept, send, review) = (server.Part<AcceptReport>(), server.Part<ReturnReport>(), server.Part<ReviewReading>());
        await office.CallAsync("return", new { reason = "xem lại", dueBefore = "2023-12-08" }).ExpectAsync(HttpStatusCode.OK);
        var second = (string)(await office.HandInAsync(ReportCalls.Whole(numerator: 510)))["receipt"]!;
        // Handed in again since it was looked at.
        await OvertakenAsync(() => accept.ExecuteAsync(Actor.Console, new(BoardServer.Plan, "2023-Q4", "dak-ru", first)));
        await OvertakenAsync(() => send.ExecuteAsync(Actor.Console, Return(first, ReportState.Submitted)));
        // A figure was decided of, and then corrected in another way.
        var figure = Sql.Number(server.Database, "SELECT max(\"Id\") FROM \"Readings\" WHERE \"Indicator\" = '1a'");
        Assert.IsType<ReviewResult.Done>(await review.ExecuteAsync(Actor.Console, new(BoardServer.Plan, figure, ReadingState.Accepted, null, ReadingState.Provisional)));
        await OvertakenAsync(() => review.ExecuteAsync(Actor.Console, new(BoardServer.Plan, figure, ReadingState.Returned, "x", ReadingState.Provisional)));
        await BoardServer.PostShareAsync(office, "1a", "dak-ru", 520, "2023-11-20");
        await OvertakenAsync(() => review.ExecuteAsync(Actor.Console, new(BoardServer.Plan, figure, ReadingState.Returned, "x", ReadingState.Accepted)));
        // Accepted meanwhile.
        Assert.IsType<ReviewResult.Done>(await accept.ExecuteAsync(Actor.Console, new(BoardServer.Plan, "2023-Q4", "dak-ru", second)));
        await OvertakenAsync(() => send.ExecuteAsync(Actor.Console, Return(second, ReportState.Submitted)));

        static ReturnReport.Request Return(string seen, ReportState state) => new(BoardServer.Plan, "2023-Q4", "dak-ru", "x", new(2023, 12, 8), seen, state);

        async Task OvertakenAsync(Func<Task<ReviewResult>> act)
        {
            var counts = Sql.Counts(server.Database);
            Assert.IsType<ReviewResult.Overtaken>(await act());
            Assert.Equal(counts, Sql.Counts(server.Database));
        }
    }

    [Fact]
    public async Task AnAcceptedReport_CanBeReturned_AndIsOwedAgain()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        var receipt = (string)(await office.HandInAsync())["receipt"]!;
        await office.CallAsync("accept").ExpectAsync(HttpStatusCode.OK);
        Assert.IsType<ReviewResult.Done>(await server.Part<ReturnReport>().ExecuteAsync(
            Actor.Console, new(BoardServer.Plan, "2023-Q4", "dak-ru", "sai mẫu", new(2023, 12, 8), receipt, ReportState.Accepted)));
        var report = await office.ReportAsync();
        Assert.Equal(("returned", "returned", "sai mẫu", "2023-12-08"),
            ((string?)report["state"], (string?)report["duty"], (string?)report["returned"]!["reason"], (string?)report["dueBefore"]));
        // What was accepted figure by figure stays so until another comes.
        Assert.Equal((50m, false), await ShownAsync());
        await office.HandInAsync(ReportCalls.Whole(numerator: 600));
        Assert.Equal((60m, true), await ShownAsync());
        Assert.DoesNotContain(await server.FindingsAsync(), finding => finding.Faults.Count > 0);

        async Task<(decimal, bool)> ShownAsync() => await server.GaugeAsync("1a") is var gauge ? ((decimal)gauge["value"]!, (bool)gauge["provisional"]!) : default;
    }

    [Fact]
    public async Task History_SaysWhatChanged_SinceTheLastSubmission()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Secretariat);
        var draft = ReportCalls.Whole();
        draft["difficulties"] = "thiếu máy";
        await office.HandInAsync(draft);
        await office.CallAsync("return", new { reason = "xem lại", dueBefore = "2023-12-08" }).ExpectAsync(HttpStatusCode.OK);
        var second = ReportCalls.Whole();
        second["readings"]![0]!["numerator"] = 510;
        second["proposals"] = "cấp máy";
        await office.HandInAsync(second);

        var (history, _) = await server.Part<FindReportHistory>().ExecuteAsync(Actor.Console, BoardServer.Plan, "2023-Q4", "dak-ru");
        Assert.Equal([1, 2], history!.Submissions.Select(one => one.Number));
        Assert.Empty(history.Submissions[0].Changes);
        Assert.Equal(
            [new(ReportField.Reading("1a", "numerator"), "500", "510"), new(ReportField.Proposals, "", "cấp máy"), new ReportChange(ReportField.Difficulties, "thiếu máy", "")],
            history.Submissions[1].Changes);
        Assert.Equal((ReadingState.Returned, "xem lại"), (Assert.Single(history.Reviews).Verdict, history.Reviews[0].Reason));
    }

    [Fact]
    public async Task TheMatrix_ShowsAReporterItsOwnRow_AndTheOthersAll()
    {
        await using var server = await BoardServer.StartAsync();
        using var unit = await server.ClientAsync(Role.Reporter, "dak-ru");
        await unit.HandInAsync();
        var reporter = new Actor(ActorKind.Token, Sql.Number(server.Database, "SELECT max(\"Id\") FROM \"Tokens\""));
        var query = server.Part<ReportMatrix>();
        var (own, _) = await query.ExecuteAsync(reporter, BoardServer.Plan);
        Assert.Equal(["dak-ru"], own!.Rows.Select(row => row.Unit.Code));
        Assert.Equal(["2023-Q2", "once:unit-plan", "2023-Q3", "2023-Q4", "2023"], own.Periods.Select(period => period.ToString()));
        Assert.False(own.MayReview);
        var (all, _) = await query.ExecuteAsync(Actor.Console, BoardServer.Plan);
        Assert.Equal((23, true), (all!.Rows.Count, all.MayReview));
        var cell = all.Rows.Single(row => row.Unit.Code == "dak-ru").Cells.Single(cell => cell.Deadline.Period.ToString() == "2023-Q4");
        Assert.Equal((DeadlineState.Submitted, true), (cell.State, cell.OnTime));
        using var viewer = await server.ClientAsync(Role.Viewer);
        var (none, refusal) = await query.ExecuteAsync(new(ActorKind.Token, reporter.Id + 1), BoardServer.Plan);
        Assert.Equal((null, ReportRefusal.NotAllowed), (none, refusal));
    }
}
