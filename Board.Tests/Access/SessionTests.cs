using System.Net;
using Board.Tests.Support;
using Board.Web.Access;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Board.Tests.Access;

/// <summary>What happens to those who are in when their account changes.</summary>
public sealed class SessionTests
{
    private const string Manage = "/account/manage";

    [Fact]
    public async Task ADisabledAccount_IsRefusedAtItsVeryNextAction_AndStaysOut()
    {
        await using var server = await BoardServer.StartAsync("Board:PublicBoard=false");
        using var visitor = await server.VisitorAsync(Role.Secretariat);
        await visitor.Client.PostTextAsync(Answers.GoodReading).ExpectAsync(HttpStatusCode.Created);
        Assert.Null(await server.Part<SwitchAccount>().ExecuteAsync(Actor.Console, 1, enabled: false));
        await visitor.Client.PostTextAsync(Answers.GoodReading.Replace("800", "801", StringComparison.Ordinal)).ExpectProblemAsync(401, "not-known");
        Assert.Equal("/account/login", visitor.PathOf(await visitor.Client.GetAsync("/")));
        using (var refused = await visitor.SignInAsync("Secretariat-@huyen.vn")) Assert.Equal("(401)", visitor.PathOf(refused));

        // Enabled again, what was open before stays shut.
        Assert.Null(await server.Part<SwitchAccount>().ExecuteAsync(Actor.Console, 1, enabled: true));
        Assert.Equal("/account/login", visitor.PathOf(await visitor.Client.GetAsync("/")));
        using (var back = await visitor.SignInAsync("Secretariat-@huyen.vn")) Assert.Equal("/", visitor.PathOf(back));
    }

    [Fact]
    public async Task ADemotedAccount_MayOnlyDoTheNewThings_FromTheNextActionOn()
    {
        await using var server = await BoardServer.StartAsync();
        using var visitor = await server.VisitorAsync(Role.Secretariat);
        var change = server.Part<ChangeAccount>();
        Assert.Null(await change.ExecuteAsync(Actor.Console, new(1, "A", Role.Reporter, "dak-sin")));
        await visitor.Client.PostTextAsync(Answers.GoodReading).ExpectProblemAsync(404, "not-found");
        Assert.Null(await change.ExecuteAsync(Actor.Console, new(1, "A", Role.Viewer, null)));
        await visitor.Client.PostTextAsync(Answers.GoodReading).ExpectProblemAsync(403, "not-allowed");
        Assert.Null(await change.ExecuteAsync(Actor.Console, new(1, "A", Role.Reporter, "dak-ru")));
        await visitor.Client.PostTextAsync(Answers.GoodReading).ExpectAsync(HttpStatusCode.Created);
        Assert.Contains("Xã Đắk Ru", await visitor.Client.GetStringAsync(Manage), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ANewPassword_EndsEveryOtherSession()
    {
        await using var server = await BoardServer.StartAsync();
        using var visitor = await server.VisitorAsync(Role.Viewer);
        using var other = new Visitor(server.Url);
        using (await other.SignInAsync("Viewer-@huyen.vn")) { }
        foreach (var (current, fresh, repeated) in ((string, string, string)[])[("wrong password", "another long phrase", "another long phrase"), (Visitor.Password, "short", "short"), (Visitor.Password, "another long phrase", "a different phrase")])
            using (var refused = await visitor.SendAsync(Manage, Manage + "/password", ("current", current), ("password", fresh), ("repeated", repeated)))
                Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await other.Client.GetAsync(Manage)).StatusCode);

        using (var done = await visitor.SendAsync(Manage, Manage + "/password", ("current", Visitor.Password), ("password", "another long phrase"), ("repeated", "another long phrase")))
            Assert.Equal(Manage + "?done=password", visitor.PathOf(done));
        Assert.Equal(HttpStatusCode.OK, (await visitor.Client.GetAsync(Manage + "?done=password")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await other.Client.GetAsync(Manage)).StatusCode);
        using (var old = await other.SignInAsync("Viewer-@huyen.vn")) Assert.Equal("(401)", other.PathOf(old));
        using (var now = await other.SignInAsync("Viewer-@huyen.vn", "another long phrase")) Assert.Equal("/", other.PathOf(now));
        Assert.Equal(1, Sql.Number(server.Database, "SELECT count(*) FROM \"Audit\" WHERE \"Action\" = 'account.password'"));
    }

    [Fact]
    public async Task TheOwnPassword_CanNotBeGuessed_AtAScreenThatWasLeftOpen()
    {
        await using var server = await BoardServer.StartAsync();
        using var visitor = await server.VisitorAsync(Role.Viewer);
        string last = "";
        for (var i = 0; i <= Account.MostWrong; i++)
            using (var refused = await visitor.SendAsync(Manage, Manage + "/password", ("current", $"wrong password {i}"), ("password", "another long phrase"), ("repeated", "another long phrase")))
                last = await refused.Content.ReadAsStringAsync();
        Assert.Contains("đang bị khóa vì quá nhiều lần nhập sai", last, StringComparison.Ordinal);
        using (var right = await visitor.SendAsync(Manage, Manage + "/password", ("current", Visitor.Password), ("password", "another long phrase"), ("repeated", "another long phrase")))
            Assert.Equal(HttpStatusCode.UnprocessableEntity, right.StatusCode);
    }

    [Fact]
    public async Task ACookie_EndsAfterHalfADay_WithoutAVisit_AndCanNotBeForged()
    {
        await using var server = await BoardServer.StartAsync();
        using var visitor = await server.VisitorAsync(Role.Viewer);
        for (var i = 0; i < 3; i++)
        {
            server.Clock.Advance(TimeSpan.FromHours(11));
            Assert.Equal(HttpStatusCode.OK, (await visitor.Client.GetAsync(Manage)).StatusCode);
        }
        server.Clock.Advance(TimeSpan.FromHours(12) + TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.Client.GetAsync(Manage)).StatusCode);

        using (await visitor.SignInAsync("Viewer-@huyen.vn")) { }
        var cookie = visitor.Cookies.GetCookies(new(server.Url))["board.account"]!;
        cookie.Value = cookie.Value[..^10] + "AAAAAAAAAA";
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.Client.GetAsync(Manage)).StatusCode);
    }

    [Fact]
    public async Task AChosenLanguage_ComesWithTheAccount()
    {
        await using var server = await BoardServer.StartAsync();
        using var visitor = await server.VisitorAsync(Role.Viewer);
        using (var done = await visitor.SendAsync(Manage, Manage + "/language", ("language", "en"))) Assert.Equal(Manage + "?done=language", visitor.PathOf(done));
        Assert.Contains("<html lang=\"en\"", await visitor.Client.GetStringAsync(Manage), StringComparison.Ordinal);
        using (var wrong = await visitor.SendAsync(Manage, Manage + "/language", ("language", "xx"))) Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        using var elsewhere = new Visitor(server.Url);
        using (await elsewhere.SignInAsync("Viewer-@huyen.vn")) { }
        Assert.Contains("<html lang=\"en\"", await elsewhere.Client.GetStringAsync(Manage), StringComparison.Ordinal);
    }

    [Fact]
    public async Task APage_ThatIsNotForSomebody_SaysSo_AndATokenHasNoAccountPage()
    {
        await using var server = await BoardServer.StartAsync();
        using var office = await server.ClientAsync(Role.Admin);
        using var answer = await office.GetAsync(Manage);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        using var stranger = new Visitor(server.Url);
        using var posted = await stranger.PostAsync(Manage + "/language", [("language", "en")]);
        Assert.Equal(HttpStatusCode.Unauthorized, posted.StatusCode);
        Assert.Contains("href=\"/account/login\"", await posted.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheBoardPage_IsTheSameForEverybody()
    {
        await using var server = await BoardServer.StartAsync();
        using var visitor = await server.VisitorAsync(Role.Admin);
        var signedIn = await visitor.Client.GetStringAsync("/");
        Assert.Equal(await server.Anonymous.GetStringAsync("/"), signedIn);
        Assert.Contains("href=\"/account/manage\"", signedIn, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("disabled", false)]
    [InlineData("demoted", false)]
    [InlineData("other-unit", false)]
    [InlineData("password", false)]
    [InlineData("renamed", true)]
    [InlineData("nothing", true)]
    public async Task AnOpenPage_NoticesWithinAMinute(string what, bool stays)
    {
        await using var server = await BoardServer.StartAsync();
        var id = await server.AccountAsync("a@huyen.vn", Role.Reporter, "dak-ru");
        await using var circuit = server.Services.CreateAsyncScope();
        var provider = circuit.ServiceProvider.GetRequiredService<AuthenticationStateProvider>();
        var session = Assert.IsType<SignIn.Result.In>(await server.Part<SignIn>().ExecuteAsync(new("a@huyen.vn", Visitor.Password, null))).Session;
        ((IHostEnvironmentAuthenticationStateProvider)provider).SetAuthenticationState(Task.FromResult(new AuthenticationState(session.ToPrincipal(AccountCookies.Scheme))));
        var told = new TaskCompletionSource();
        provider.AuthenticationStateChanged += _ => told.TrySetResult();

        switch (what)
        {
            case "disabled": await server.Part<SwitchAccount>().ExecuteAsync(Actor.Console, id, enabled: false); break;
            case "demoted": await server.Part<ChangeAccount>().ExecuteAsync(Actor.Console, new(id, "A", Role.Viewer, null)); break;
            case "other-unit": await server.Part<ChangeAccount>().ExecuteAsync(Actor.Console, new(id, "A", Role.Reporter, "dak-sin")); break;
            case "password":
                var (code, _) = await server.Part<RenewAccountLink>().ExecuteAsync(Actor.Console, id);
                await server.Part<SetUpAccount>().ExecuteAsync(new(code!, "another long phrase", "another long phrase", null, null));
                break;
            case "renamed": await server.Part<ChangeAccount>().ExecuteAsync(Actor.Console, new(id, "B", Role.Reporter, "dak-ru")); break;
        }
        server.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.True((await provider.GetAuthenticationStateAsync()).User.Identity!.IsAuthenticated);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        if (stays)
        {
            // Whoever is asked next is asked after the look that might have ended it.
            server.Clock.Advance(CircuitStanding.Interval);
            await server.BoardAsync();
            Assert.True((await provider.GetAuthenticationStateAsync()).User.Identity!.IsAuthenticated);
            return;
        }
        await told.Task.WaitAsync(Patience.Most, TimeProvider.System);
        Assert.False((await provider.GetAuthenticationStateAsync()).User.Identity!.IsAuthenticated);
        Assert.Null((await provider.GetAuthenticationStateAsync()).User.FindFirst(Actor.ClaimType));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AWatcher_WhoseAccountOrTokenIsGone_IsSentAway_UnlessTheBoardIsPublic(bool isPublic)
    {
        await using var server = await BoardServer.StartAsync($"Board:PublicBoard={isPublic}");
        using var visitor = await server.VisitorAsync(Role.Viewer);
        using var gone = await server.ClientAsync(Role.Viewer);
        using var kept = await server.ClientAsync(Role.Viewer);
        await using var person = await JoinAsync(server, visitor);
        await using var machine = await HubWatcher.JoinAsync(server.Url, gone.DefaultRequestHeaders.Authorization!.Parameter);
        await using var other = await HubWatcher.JoinAsync(server.Url, kept.DefaultRequestHeaders.Authorization!.Parameter);
        await person.InvokeAsync<object>("Watch", BoardServer.Plan);
        await machine.WatchAsync();
        await other.WatchAsync();
        server.Clock.Advance(CircuitStanding.Interval);
        await other.WatchAsync();
        Assert.Equal((HubConnectionState.Connected, HubConnectionState.Connected), (person.State, machine.Connection.State));

        await server.Part<SwitchAccount>().ExecuteAsync(Actor.Console, 1, enabled: false);
        await server.Part<RevokeToken>().ExecuteAsync(Actor.Console, 1);
        server.Clock.Advance(CircuitStanding.Interval);
        if (!isPublic) await Patience.UntilAsync(() => person.State == HubConnectionState.Disconnected && machine.Connection.State == HubConnectionState.Disconnected, "the two sent away");
        await other.WatchAsync();
        Assert.Equal(HubConnectionState.Connected, other.Connection.State);
        if (isPublic) Assert.Equal((HubConnectionState.Connected, HubConnectionState.Connected), (person.State, machine.Connection.State));
    }

    [Fact]
    public async Task AnotherSite_CanNotWatch_BySomebodysCookie()
    {
        await using var server = await BoardServer.StartAsync("Board:PublicBoard=false");
        using var visitor = await server.VisitorAsync(Role.Viewer);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hubs/board/negotiate?negotiateVersion=1");
        visitor.Client.DefaultRequestHeaders.Remove("Origin");
        request.Headers.Add("Origin", "http://evil.vn");
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.Client.SendAsync(request)).StatusCode);
        using var own = new HttpRequestMessage(HttpMethod.Post, "/hubs/board/negotiate?negotiateVersion=1");
        own.Headers.Add("Origin", server.Url);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Client.SendAsync(own)).StatusCode);
    }

    private static async Task<HubConnection> JoinAsync(BoardServer server, Visitor visitor)
    {
        var connection = new HubConnectionBuilder().WithUrl(server.Url + "/hubs/board", options => options.Cookies = visitor.Cookies).Build();
        await connection.StartAsync();
        return connection;
    }
}
