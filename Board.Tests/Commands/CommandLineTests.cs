using System.Net;
using System.Net.Http.Headers;
using Board.Tests.Support;
using Board.Web.Data;

namespace Board.Tests.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("frobnicate")]
    [InlineData("plan")]
    [InlineData("plan frobnicate")]
    [InlineData("plan validate")]
    [InlineData("plan validate nowhere.json")]
    [InlineData("plan import nowhere.json")]
    [InlineData("plan validate /")]
    [InlineData("plan import /")]
    [InlineData("plan validate {plan} extra")]
    [InlineData("check extra")]
    [InlineData("check --frobnicate")]
    [InlineData("check --frobnicate=1")]
    [InlineData("restore --Urls=http://localhost:0 b.db")]
    [InlineData("--frobnicate")]
    [InlineData("--Board:PublicBoard")]
    [InlineData("-x")]
    [InlineData("backup")]
    [InlineData("restore")]
    [InlineData("token")]
    [InlineData("token add")]
    [InlineData("token add --role viewer")]
    [InlineData("token add --name n")]
    [InlineData("token add --name n --role king")]
    [InlineData("token add --name n --role 4")]
    [InlineData("token add --name n --role 99")]
    [InlineData("token add --name n --role Viewer,Admin")]
    [InlineData("token add --name n --role reporter")]
    [InlineData("token add --name n --role reporter --unit nowhere")]
    [InlineData("token add --name n --role viewer --unit dak-ru")]
    [InlineData("token add --name n --role reporter --unit")]
    [InlineData("token add --name= --role viewer")]
    [InlineData("token add --name n --role viewer --rolle admin")]
    [InlineData("user")]
    [InlineData("user add")]
    [InlineData("user add --email a@b.vn --name n")]
    [InlineData("user add --email a@b.vn --role viewer")]
    [InlineData("user add --name n --role viewer")]
    [InlineData("user add --email a@b.vn --name n --role king")]
    [InlineData("user add --email a@b.vn --name n --role 4")]
    [InlineData("user add --email ab.vn --name n --role viewer")]
    [InlineData("user add --email a@b@c.vn --name n --role viewer")]
    [InlineData("user add --email a@b.vn --name= --role viewer")]
    [InlineData("user add --email a@b.vn --name n --role reporter")]
    [InlineData("user add --email a@b.vn --name n --role reporter --unit nowhere")]
    [InlineData("user add --email a@b.vn --name n --role admin --unit dak-ru")]
    [InlineData("user add --email a@b.vn --name n --role admin extra")]
    public async Task AWrongCommandLine_IsSaidInOneLine(string line)
    {
        using var files = new TempFolder();
        var run = await CommandLine.RunAsync([.. line.Replace("{plan}", SeedPlan.Path).Split(' '), CommandLine.On(files["board.db"])]);
        Assert.Equal((2, 1, 0), (run.Code, run.Errors.Length, run.Lines.Length));
        Assert.False(File.Exists(files["board.db"]));
    }

    [Fact]
    public async Task WrongSettings_AreAllListed()
    {
        using var files = new TempFolder();
        string[] wrong =
        [
            "--Board:PublicBoard=maybe", "--Board:Clock:Start=yesterday", "--Board:Reminders:At=25:00", "--Board:Plans= ", "--Urls=nowhere",
            "--ConnectionStrings:Board=Host=localhost", "--Board:PublicBord=true", "--Board:Clock=now", "--Board:Mail:From=a@b", "--Board:Mail:Smtp=smtp://h",
            "--Board:Mail:Pickup=p", "--Board:PublicUrl=http://h", "--Board:publicboard:x=1",
        ];
        foreach (var command in (string[][])[[], ["check"], ["backup", files["b.db"]]])
        {
            var run = await CommandLine.RunAsync([.. command, .. wrong]);
            Assert.Equal((2, 0), (run.Code, run.Lines.Length));
            Assert.Equal(
                ["Board:Clock", "Board:Clock:Start", "Board:Plans", "Board:PublicBoard", "Board:PublicBord", "Board:Reminders:At", "Board:publicboard:x", "ConnectionStrings:Board", "Urls"],
                run.Errors.Select(error => error.Split(' ')[0]).Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData("Board:Plans=/nowhere/plans")]
    [InlineData("Board:Clock:Start=9999-12-31T23:59:59Z")]
    [InlineData("Board:Clock:Start=0001-01-01T00:00:00+07:00")]
    [InlineData("ConnectionStrings:Board=Data Source=:memory:")]
    [InlineData("ConnectionStrings:Board=Data Source=file:b.db?mode=memory")]
    [InlineData("ConnectionStrings:Board=Data Source=b.db;Mode=Memory")]
    [InlineData("ConnectionStrings:Board=Data Source=b.db;Mode=ReadOnly")]
    public async Task ASettingThatNobodyCouldServeWith_IsToldBeforeAnythingIsMade(string setting)
    {
        using var files = new TempFolder();
        var run = await CommandLine.RunAsync("--Urls=http://127.0.0.1:0", CommandLine.On(files["board.db"]), "--" + setting);
        Assert.Equal((2, 0), (run.Code, run.Lines.Length));
        Assert.StartsWith(setting.Split('=')[0] + " ", Assert.Single(run.Errors), StringComparison.Ordinal);
        Assert.False(File.Exists(files["board.db"]));
    }

    [Fact]
    public async Task PlanValidate_TellsGoodFromBad()
    {
        using var files = new TempFolder();
        var good = await CommandLine.RunAsync("plan", "validate", SeedPlan.Path, CommandLine.On(files["board.db"]));
        Assert.Equal((0, $"{BoardServer.Plan}: OK", ""), (good.Code, good.Output.Trim(), good.Error));

        var path = files.Write("bad.json", SeedPlan.With(plan =>
        {
            plan["year"] = "2023";
            plan["extra"] = true;
        }));
        var bad = await CommandLine.RunAsync("plan", "validate", path, CommandLine.On(files["board.db"]));
        Assert.Equal(1, bad.Code);
        Assert.StartsWith("$.year: wrong-type: ", bad.Lines[0], StringComparison.Ordinal);
        Assert.Contains(bad.Lines, line => line.StartsWith("$.extra: unknown-field: ", StringComparison.Ordinal));
        Assert.False(File.Exists(files["board.db"]));

        var garbage = await CommandLine.RunAsync("plan", "validate", files.Write("garbage.json", [0xFF, 0xFE, 0]), CommandLine.On(files["board.db"]));
        Assert.Equal((1, 1), (garbage.Code, garbage.Lines.Length));
    }

    [Fact]
    public async Task PlanImport_LoadsOnce_AndNeverHalf()
    {
        using var files = new TempFolder();
        var database = files["board.db"];
        string[] import = ["plan", "import", SeedPlan.Path, CommandLine.On(database)];
        Assert.Equal($"{BoardServer.Plan}: loaded", (await CommandLine.RunAsync(import)).Output.Trim());
        var counts = Sql.Counts(database);
        var again = await CommandLine.RunAsync(import);
        Assert.Equal((0, $"{BoardServer.Plan}: unchanged"), (again.Code, again.Output.Trim()));

        var bad = files.Write("bad.json", SeedPlan.With(plan => plan["extra"] = 1));
        Assert.Equal(1, (await CommandLine.RunAsync("plan", "import", bad, CommandLine.On(database))).Code);
        Assert.Equal(counts, Sql.Counts(database));

        var changed = files.Write("changed.json", SeedPlan.With(plan => plan["title"] = "Khác"));
        var replaced = await CommandLine.RunAsync("plan", "import", changed, CommandLine.On(database));
        Assert.Equal((0, $"{BoardServer.Plan}: replaced"), (replaced.Code, replaced.Output.Trim()));
    }

    [Fact]
    public async Task PlanImport_SaysWhichReadingsAreInTheWay()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Web.Access.Role.Secretariat);
        await office.PostTextAsync(Answers.GoodReading).ExpectAsync(HttpStatusCode.Created);
        using var files = new TempFolder();
        var path = files.Write("moved.json", SeedPlan.With(plan => plan["indicators"]![0]!["collectedFrom"] = new System.Text.Json.Nodes.JsonArray("vhtt")));
        var run = await CommandLine.RunAsync("plan", "import", path, CommandLine.On(server.Database));
        Assert.Equal((1, 1), (run.Code, run.Errors.Length));
        Assert.Contains("1a dak-ru", run.Error);
    }

    [Fact]
    public async Task TokenAdd_PrintsATokenThatWorks_ForTheRunningServer()
    {
        await using var server = await BoardServer.StartAsync("Board:PublicBoard=false");
        var run = await CommandLine.RunAsync("token", "add", "--name", "Xã Đắk Ru", "--role", "reporter", "--unit", "dak-ru", CommandLine.On(server.Database));
        Assert.Equal((0, 1, ""), (run.Code, run.Lines.Length, run.Error));
        using var client = new HttpClient { BaseAddress = server.Anonymous.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", run.Lines[^1]);
        await client.PostTextAsync(Answers.GoodReading).ExpectAsync(HttpStatusCode.Created);
        Assert.Empty(await Data.UsedBoard.BrokenAsync(server.Database));
    }

    [Theory]
    [InlineData("admin")]
    [InlineData("secretariat")]
    [InlineData("committee")]
    [InlineData("viewer")]
    public async Task TokenAdd_TakesEveryRole(string role)
    {
        using var files = new TempFolder();
        var run = await CommandLine.RunAsync("token", "add", "--name", "n", "--role", role, CommandLine.On(files["board.db"]));
        Assert.Equal((0, 1, ""), (run.Code, run.Lines.Length, run.Error));
        Assert.Equal(role, Sql.Text(files["board.db"], "SELECT lower(\"Role\") FROM \"Tokens\""));
    }

    [Fact]
    public async Task Check_PrintsALineForEachInvariant()
    {
        using var files = await Data.UsedBoard.StoppedAsync();
        var good = await CommandLine.RunAsync("check", CommandLine.On(files["board.db"]));
        Assert.Equal(0, good.Code);
        Assert.True(good.Lines.Length >= 8);
        Assert.All(good.Lines, line => Assert.StartsWith("ok    ", line, StringComparison.Ordinal));

        Sql.Run(files["board.db"], "UPDATE \"BoardVersion\" SET \"Value\" = 1");
        var bad = await CommandLine.RunAsync("check", CommandLine.On(files["board.db"]));
        Assert.Equal((1, good.Lines.Length), (bad.Code, bad.Lines.Length));
        Assert.Single(bad.Lines, line => line.StartsWith("FAIL  no row is newer than the board: reading 1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2023-11-24T08:00:00+07:00", true)]
    [InlineData("2023-11-24T01:00:00Z", true)]
    [InlineData("2023-11-24T01:00:00.25Z", true)]
    [InlineData("2023-11-24T08:00+07:00", true)]
    [InlineData("2023-11-24T08:00:00", false)]
    [InlineData("2023-11-24", false)]
    [InlineData("24/11/2023 08:00:00 +07:00", false)]
    [InlineData("2023-11-24 08:00:00 +07:00", false)]
    [InlineData("2023-13-24T08:00:00Z", false)]
    [InlineData("2023-11-24T08:00:00+99:00", false)]
    [InlineData("Fri, 24 Nov 2023 01:00:00 GMT", false)]
    public void TheClock_StartsAtAnIsoInstantOnly(string start, bool taken)
    {
        var instant = new Web.BoardSettings.ClockSettings { Start = start }.StartInstant;
        Assert.Equal(taken, instant is not null);
        if (taken) Assert.Equal(new DateTime(2023, 11, 24, 1, 0, 0), instant!.Value.UtcDateTime, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task TheProcess_EndsWithTheCode_AndPrintsTheTokenLast()
    {
        await using var process = new BoardProcess();
        var token = await process.RunAsync("token", "add", "--name", "n", "--role", "reporter", "--unit", "dak-ru");
        Assert.Equal(0, token.Code);
        Assert.Matches(@"\Adtb_[A-Za-z0-9_-]{43}\z", token.Output.TrimEnd().Split('\n')[^1]);
        var wrong = await process.RunAsync("frobnicate");
        Assert.Equal((2, 1), (wrong.Code, wrong.Error.Trim().Split('\n').Length));
        File.Delete(AuditKey.FileOf(process.Database));
        var lost = await process.RunAsync("check");
        Assert.Equal((1, 1), (lost.Code, lost.Error.Trim().Split('\n').Length));
    }
}
