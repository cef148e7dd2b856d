using System.Net;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Shell;

namespace Board.Tests.Access;

/// <summary>How an account begins: the first administrator's link, invitations, and what keeps a link from being used by others.</summary>
public sealed class SetupTests
{
    private const string Page = "/account/setup";

    [Fact]
    public async Task TheFirstLink_MakesAnAdministrator_Once()
    {
        await using var server = await BoardServer.StartAsync();
        var earlier = await server.Part<OfferFirstAccount>().ExecuteAsync();
        var code = await server.Part<OfferFirstAccount>().ExecuteAsync();
        using var visitor = new Visitor(server.Url);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Client.GetAsync(AccountLink.Path(earlier!))).StatusCode);
        (string, string)[] entry = [("name", "Nguyễn Văn A"), ("email", "a@huyen.vn"), ("password", Visitor.Password), ("repeated", Visitor.Password)];
        using (var done = await visitor.SendAsync(AccountLink.Path(code!), Page, entry)) Assert.Equal("/account/login?done=setup", visitor.PathOf(done));
        using (var signedIn = await visitor.SignInAsync("a@huyen.vn")) Assert.Equal("/", visitor.PathOf(signedIn));
        Assert.Equal("Admin Nguyễn Văn A", Sql.Text(server.Database, "SELECT \"Role\" || ' ' || \"Name\" FROM \"Accounts\""));
        Assert.Null(await server.Part<OfferFirstAccount>().ExecuteAsync());
        using var again = new Visitor(server.Url);
        Assert.Equal(HttpStatusCode.NotFound, (await again.Client.GetAsync(AccountLink.Path(code!))).StatusCode);
        Assert.All(await server.FindingsAsync(), finding => Assert.Empty(finding.Faults));
    }

    [Fact]
    public async Task OnceThereIsAnAccount_TheFirstLinkIsVoid()
    {
        await using var server = await BoardServer.StartAsync();
        var code = await server.Part<OfferFirstAccount>().ExecuteAsync();
        await server.AccountAsync("b@huyen.vn", Role.Viewer);
        Assert.IsType<SetUpAccount.Result.Void>(await server.Part<SetUpAccount>().ExecuteAsync(new(code!, Visitor.Password, Visitor.Password, "a@huyen.vn", "A")));
    }

    [Fact]
    public async Task AFirstLink_UsedTwiceAtOnce_MakesOneAccount()
    {
        await using var server = await BoardServer.StartAsync();
        var code = await server.Part<OfferFirstAccount>().ExecuteAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(i =>
            server.Part<SetUpAccount>().ExecuteAsync(new(code!, Visitor.Password, Visitor.Password, $"a{i}@huyen.vn", "A"))));
        Assert.Single(results.OfType<SetUpAccount.Result.Done>());
        Assert.Equal(1, Sql.Number(server.Database, "SELECT count(*) FROM \"Accounts\""));
    }

    [Theory]
    [InlineData("used")]
    [InlineData("expired")]
    [InlineData("tampered")]
    [InlineData("shortened")]
    [InlineData("renewed")]
    [InlineData("disabled")]
    [InlineData("none")]
    [InlineData("empty")]
    public async Task AVoidLink_SetsNothing_AndAlwaysSaysTheSame(string how)
    {
        await using var server = await BoardServer.StartAsync();
        var (id, made, _) = await server.Part<AddAccount>().ExecuteAsync(Actor.Console, new("a@huyen.vn", "A", Role.Viewer, null));
        await server.AccountAsync("admin@huyen.vn", Role.Admin);
        var code = made!;
        using var visitor = new Visitor(server.Url);
        // The form was open already when the link became void.
        var fields = Visitor.Hidden(await visitor.Client.GetStringAsync(AccountLink.Path(code)), Page).Where(field => field.Name != "code").ToList();
        switch (how)
        {
            case "used": await server.Part<SetUpAccount>().ExecuteAsync(new(code, Visitor.Password, Visitor.Password, null, null)); break;
            case "expired": server.Clock.Advance(AccountLink.Life); break;
            case "tampered": code = (code[0] == 'A' ? 'B' : 'A') + code[1..]; break;
            case "shortened": code = code[..^1]; break;
            case "renewed": await server.Part<RenewAccountLink>().ExecuteAsync(Actor.Console, id); break;
            case "disabled": await server.Part<SwitchAccount>().ExecuteAsync(Actor.Console, id, enabled: false); break;
            case "none": code = "x"; break;
            case "empty": code = ""; break;
        }
        var before = Sql.Text(server.Database, """SELECT coalesce("PasswordHash", '') || "SecurityStamp" FROM "Accounts" WHERE "Id" = 1""");
        using var opened = await visitor.Client.GetAsync(AccountLink.Path(code));
        Assert.Equal(HttpStatusCode.NotFound, opened.StatusCode);
        Assert.Contains("<h1>Liên kết không còn dùng được</h1>", await opened.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var sent = await visitor.PostAsync(Page, [.. fields, ("code", code), ("password", "another long phrase"), ("repeated", "another long phrase")]);
        Assert.Equal(HttpStatusCode.NotFound, sent.StatusCode);
        Assert.Equal(before, Sql.Text(server.Database, """SELECT coalesce("PasswordHash", '') || "SecurityStamp" FROM "Accounts" WHERE "Id" = 1"""));
    }

    [Fact]
    public async Task ALink_LivesToItsLastMoment()
    {
        await using var server = await BoardServer.StartAsync();
        var (_, code, _) = await server.Part<AddAccount>().ExecuteAsync(Actor.Console, new("a@huyen.vn", "A", Role.Viewer, null));
        server.Clock.Advance(AccountLink.Life - TimeSpan.FromTicks(1));
        Assert.IsType<SetUpAccount.Result.Done>(await server.Part<SetUpAccount>().ExecuteAsync(new(code!, Visitor.Password, Visitor.Password, null, null)));
    }

    [Theory]
    [InlineData("ngan qua", "ngan qua", AccountFault.PasswordTooShort)]
    [InlineData("", "", AccountFault.PasswordTooShort)]
    [InlineData("aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", AccountFault.PasswordTooPlain)]
    [InlineData("mot cau that dai", "mot cau that dai!", AccountFault.PasswordsDiffer)]
    [InlineData("ten.dai@huyen.vn", "ten.dai@huyen.vn", AccountFault.PasswordIsEmail)]
    [InlineData("TEN.dai@huyen.vn", "TEN.dai@huyen.vn", AccountFault.PasswordIsEmail)]
    [InlineData("{long}", "{long}", AccountFault.PasswordTooLong)]
    public async Task ABadPassword_IsSaid_AndTheLinkStaysGood(string password, string repeated, AccountFault fault)
    {
        await using var server = await BoardServer.StartAsync();
        var (_, code, _) = await server.Part<AddAccount>().ExecuteAsync(Actor.Console, new("ten.dai@huyen.vn", "A", Role.Viewer, null));
        var length = string.Concat(Enumerable.Range(0, 201).Select(i => (char)('a' + i % 26)));
        var setUp = server.Part<SetUpAccount>();
        Assert.Equal(new SetUpAccount.Result.Faulty(fault), await setUp.ExecuteAsync(new(
            code!, password.Replace("{long}", length, StringComparison.Ordinal), repeated.Replace("{long}", length, StringComparison.Ordinal), null, null)));
        using var visitor = new Visitor(server.Url);
        using var answer = await visitor.SendAsync(AccountLink.Path(code!), Page, ("password", "x"), ("repeated", "x"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.IsType<SetUpAccount.Result.Done>(await setUp.ExecuteAsync(new(code!, Visitor.Password, Visitor.Password, null, null)));
    }

    [Fact]
    public async Task APassword_IsTheSame_HoweverItsLettersAreWritten()
    {
        await using var server = await BoardServer.StartAsync();
        const string phrase = "đường đến trường";
        var (_, code, _) = await server.Part<AddAccount>().ExecuteAsync(Actor.Console, new("a@huyen.vn", "A", Role.Viewer, null));
        await server.Part<SetUpAccount>().ExecuteAsync(new(code!, phrase.Normalize(System.Text.NormalizationForm.FormD), phrase.Normalize(System.Text.NormalizationForm.FormD), null, null));
        Assert.IsType<SignIn.Result.In>(await server.Part<SignIn>().ExecuteAsync(new("a@huyen.vn", phrase.Normalize(System.Text.NormalizationForm.FormC), null)));
    }

    [Fact]
    public async Task TheDatabase_HoldsNeitherCodesNorPasswords()
    {
        await using var server = await BoardServer.StartAsync();
        var (_, code, _) = await server.Part<AddAccount>().ExecuteAsync(Actor.Console, new("a@huyen.vn", "A", Role.Viewer, null));
        await server.AccountAsync("b@huyen.vn", Role.Viewer);
        Sql.Run(server.Database, "PRAGMA wal_checkpoint(TRUNCATE)");
        var file = await File.ReadAllBytesAsync(server.Database);
        Assert.Equal(-1, file.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(code!)));
        Assert.Equal(-1, file.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(Visitor.Password)));
    }

    [Fact]
    public async Task Text_IsShownAsText()
    {
        const string Name = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
        await using var server = await BoardServer.StartAsync();
        var (_, code, _) = await server.Part<AddAccount>().ExecuteAsync(Actor.Console, new("a'b&c@huyen.vn", Name, Role.Viewer, null));
        using var visitor = new Visitor(server.Url);
        var setup = await visitor.Client.GetStringAsync(AccountLink.Path(code!));
        await server.Part<SetUpAccount>().ExecuteAsync(new(code!, Visitor.Password, Visitor.Password, null, null));
        using (var refused = await visitor.SignInAsync("\"><script>alert(2)</script>", page: "/account/login?returnUrl=" + Uri.EscapeDataString("/\"><script>alert(3)</script>")))
            Assert.DoesNotContain("<script>alert", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using (await visitor.SignInAsync("a'b&c@huyen.vn")) { }
        var own = await visitor.Client.GetStringAsync("/account/manage");
        Assert.All([setup, own], page =>
        {
            Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
            Assert.Contains(Name, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task UserAdd_PrintsALinkThatWorks_ForTheRunningServer()
    {
        await using var server = await BoardServer.StartAsync();
        var run = await CommandLine.RunAsync(
            "user", "add", "--email", "ru@huyen.vn", "--name", "Xã Đắk Ru", "--role", "reporter", "--unit", "dak-ru", "--Board:PublicUrl=https://board.huyen.vn/", CommandLine.On(server.Database));
        Assert.Equal((0, 1, ""), (run.Code, run.Lines.Length, run.Error));
        Assert.StartsWith("https://board.huyen.vn/account/setup?code=", run.Lines[^1], StringComparison.Ordinal);
        using var visitor = new Visitor(server.Url);
        using (var done = await visitor.SendAsync(new Uri(run.Lines[^1].Trim()).PathAndQuery, Page, ("password", Visitor.Password), ("repeated", Visitor.Password)))
            Assert.Equal("/account/login?done=setup", visitor.PathOf(done));
        using (var answer = await visitor.SignInAsync("ru@huyen.vn")) Assert.Equal("/reports", visitor.PathOf(answer));
        await visitor.Client.PostTextAsync(Answers.GoodReading).ExpectAsync(HttpStatusCode.Created);

        var taken = await CommandLine.RunAsync("user", "add", "--email", "RU@huyen.vn", "--name", "n", "--role", "viewer", CommandLine.On(server.Database));
        Assert.Equal((2, 1, 0), (taken.Code, taken.Errors.Length, taken.Lines.Length));
    }

    [Fact]
    public async Task TheFirstStart_PrintsALink_UntilThereIsAnAccount_AndARestartKeepsPeopleSignedIn()
    {
        await using var board = new BoardProcess();
        await board.StartAsync();
        var first = await LinkAsync(board);
        await board.KillAsync();
        await board.StartAsync();
        var link = await LinkAsync(board);
        Assert.NotEqual(first, link);
        Assert.StartsWith(board.Url + "/account/setup?code=", link, StringComparison.Ordinal);

        using var visitor = new Visitor(board.Url);
        using (var done = await visitor.SendAsync(new Uri(link).PathAndQuery, Page, ("name", "A"), ("email", "a@huyen.vn"), ("password", Visitor.Password), ("repeated", Visitor.Password)))
            Assert.Equal("/account/login?done=setup", visitor.PathOf(done));
        using (var answer = await visitor.SignInAsync("a@huyen.vn")) Assert.Equal("/", visitor.PathOf(answer));
        await board.KillAsync();
        await board.StartAsync();
        using (var still = await visitor.Client.GetAsync("/account/manage")) Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        Assert.DoesNotContain(board.Output, line => line.Contains("/account/setup", StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(DataKeys.FolderOf(board.Database)));
    }

    private static async Task<string> LinkAsync(BoardProcess board)
    {
        await Patience.UntilAsync(() => board.Output.Any(line => line.Contains("/account/setup", StringComparison.Ordinal)), "the first link");
        return board.Output.Last(line => line.Contains("/account/setup", StringComparison.Ordinal)).Trim();
    }
}
