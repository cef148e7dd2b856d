using System.Net;
using System.Text;
using Board.Tests.Support;
using Board.Web.Access;

namespace Board.Tests.Access;

public sealed class SignInTests
{
    private const string Email = "office@huyen.vn";

    [Fact]
    public async Task TheRightPassword_LetsIn_AndSigningOutEndsIt()
    {
        await using var server = await BoardServer.StartAsync("Board:PublicBoard=false");
        await server.AccountAsync(Email, Role.Secretariat);
        using var visitor = new Visitor(server.Url);
        using (var sent = await visitor.Client.GetAsync("/indicators/1a?plan=" + BoardServer.Plan))
            Assert.Equal($"/account/login?returnUrl=%2Findicators%2F1a%3Fplan%3D{BoardServer.Plan}", visitor.PathOf(sent));

        using var answer = await visitor.SignInAsync(" OFFICE@huyen.vn ", page: "/account/login?returnUrl=%2Findicators%2F1a");
        Assert.Equal("/indicators/1a", visitor.PathOf(answer));
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), value => value.StartsWith("board.account=", StringComparison.Ordinal));
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Client.GetAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Client.GetAsync($"/api/v1/plans/{BoardServer.Plan}/board")).StatusCode);
        await visitor.Client.PostTextAsync(Answers.GoodReading).ExpectAsync(HttpStatusCode.Created);

        using var gone = await visitor.SendAsync("/account/manage", "/account/logout");
        Assert.Equal("/account/login", visitor.PathOf(gone));
        Assert.Equal("/account/login", visitor.PathOf(await visitor.Client.GetAsync("/")));
        await visitor.Client.GetAsync("/api/v1/plans").ExpectProblemAsync(401, "not-known");
        Assert.All(await server.FindingsAsync(), finding => Assert.Empty(finding.Faults));
        Assert.Equal("account.add account.set-up account.sign-in reading.submit", AuditOf(server, "'account.add', 'account.set-up', 'account.sign-in', 'reading.submit'"));
    }

    [Fact]
    public async Task BehindTls_CookiesAreSecure()
    {
        await using var server = await BoardServer.StartAsync("Board:PublicUrl=https://board.huyen.vn");
        await server.AccountAsync(Email, Role.Viewer);
        // It would keep a secure cookie from a server without TLS to itself, so here they are sent by hand.
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new(server.Url) };
        using var page = await client.GetAsync("/account/login?lang=en");
        Assert.All(page.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase));
        var forms = Assert.Single(page.Headers.GetValues("Set-Cookie"), value => value.StartsWith("board.forms=", StringComparison.Ordinal));
        Assert.Contains("; httponly", forms, StringComparison.OrdinalIgnoreCase);
        var fields = Visitor.Hidden(await page.Content.ReadAsStringAsync(), "/account/login");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/login")
        {
            Content = new FormUrlEncodedContent([.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), new("email", Email), new("password", Visitor.Password)]),
            Headers = { { "Cookie", forms.Split(';')[0] } },
        };
        using var answer = await client.SendAsync(request);
        Assert.Contains("; secure", answer.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("board.account=", StringComparison.Ordinal)), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task WrongPasswords_ByTheHundred_LockTheAccount_AndKnownAndUnknownLookTheSame()
    {
        await using var server = await BoardServer.StartAsync();
        await server.AccountAsync(Email, Role.Admin);
        var bodies = new HashSet<string>();
        // Never so many from one address that it would be told to wait.
        for (var round = 0; round < 5; round++)
        {
            using var visitor = new Visitor(server.Url, $"127.0.0.{10 + round}");
            foreach (var email in (string[])[Email, "nobody@huyen.vn"])
            {
                var fields = Visitor.Hidden(await visitor.Client.GetStringAsync("/account/login"), "/account/login").ToList();
                var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => visitor.PostAsync("/account/login", [.. fields, ("email", email), ("password", $"wrong password {i}")])));
                foreach (var answer in answers)
                {
                    Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
                    bodies.Add((await answer.Content.ReadAsStringAsync()).Replace(email, "E", StringComparison.Ordinal).Replace(fields[0].Value, "T", StringComparison.Ordinal));
                }
            }
        }
        Assert.Single(bodies.Select(WithoutToken).Distinct());

        using var right = new Visitor(server.Url, "127.0.0.20");
        using (var locked = await right.SignInAsync(Email)) Assert.Equal(HttpStatusCode.Unauthorized, locked.StatusCode);
        Assert.Equal(1, Sql.Number(server.Database, "SELECT count(*) FROM \"Audit\" WHERE \"Action\" = 'account.lock'"));
        Assert.Equal(0, Sql.Number(server.Database, "SELECT count(*) FROM \"Audit\" WHERE \"Detail\" LIKE '%wrong%' OR \"Action\" = 'account.sign-in'"));

        server.Clock.Advance(Account.Lockout - TimeSpan.FromSeconds(1));
        using (var still = await right.SignInAsync(Email)) Assert.Equal(HttpStatusCode.Unauthorized, still.StatusCode);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        using (var open = await right.SignInAsync(Email)) Assert.Equal("/", right.PathOf(open));
    }

    [Fact]
    public async Task AHundredAtOnce_GetNoMoreTries_ThanOneAfterTheOther()
    {
        await using var server = await BoardServer.StartAsync();
        await server.AccountAsync(Email, Role.Admin);
        var signIn = server.Part<SignIn>();
        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => signIn.ExecuteAsync(new(Email, $"wrong password {i}", IPAddress.Parse($"10.0.0.{i}"))))));
        Assert.All(results, result => Assert.IsType<SignIn.Result.Refused>(result));
        Assert.IsType<SignIn.Result.Refused>(await signIn.ExecuteAsync(new(Email, Visitor.Password, IPAddress.Loopback)));
        Assert.Equal(1, Sql.Number(server.Database, "SELECT count(*) FROM \"Audit\" WHERE \"Action\" = 'account.lock'"));
    }

    [Fact]
    public async Task AnAddress_HasToWait_WhateverAccountsItTries()
    {
        await using var server = await BoardServer.StartAsync();
        await server.AccountAsync(Email, Role.Viewer);
        using var visitor = new Visitor(server.Url, "127.0.0.3");
        var fields = Visitor.Hidden(await visitor.Client.GetStringAsync("/account/login"), "/account/login").ToList();
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => visitor.PostAsync("/account/login", [.. fields, ("email", $"a{i}@huyen.vn"), ("password", "wrong password")])));
        Assert.Equal(WrongTries.Most, answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized));
        Assert.Equal(100 - WrongTries.Most, answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests));
        using (var told = await visitor.SignInAsync(Email))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, told.StatusCode);
            Assert.Contains("Quá nhiều lần nhập sai", await told.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var other = new Visitor(server.Url, "127.0.0.4");
        using (var fine = await other.SignInAsync(Email)) Assert.Equal("/", other.PathOf(fine));
        server.Clock.Advance(WrongTries.Span);
        using (var again = await visitor.SignInAsync(Email)) Assert.Equal("/", visitor.PathOf(again));
    }

    [Fact]
    public async Task AnAddressThatIsNoText_IsRefusedAsAnyOther()
    {
        await using var server = await BoardServer.StartAsync();
        using var visitor = new Visitor(server.Url);
        using (var answer = await visitor.SignInAsync("\uFFFE@huyen.vn")) Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        using (var found = await visitor.Client.GetAsync("/search?q=%EF%BF%BE")) Assert.Equal(HttpStatusCode.OK, found.StatusCode);
        Assert.Null((await server.Part<AddAccount>().ExecuteAsync(Actor.Console, new("\uFFFE@huyen.vn", "\uFFFE", Role.Viewer, null))).Fault);
    }

    [Fact]
    public void OneNetwork_IsOneAddress()
    {
        var tries = new WrongTries(new StandingClock(DateTimeOffset.UnixEpoch));
        for (var i = 0; i < WrongTries.Most; i++) Assert.True(tries.Take(IPAddress.Parse($"2001:db8:0:1::{i:x}")));
        Assert.False(tries.Take(IPAddress.Parse("2001:db8:0:1:ffff::1")));
        Assert.True(tries.Take(IPAddress.Parse("2001:db8:0:2::1")));
        for (var i = 0; i < WrongTries.Most; i++) Assert.True(tries.Take(IPAddress.Parse(i % 2 == 0 ? "10.0.0.1" : "::ffff:10.0.0.1")));
        Assert.False(tries.Take(IPAddress.Parse("10.0.0.1")));
        tries.GiveBack(IPAddress.Parse("10.0.0.1"));
        Assert.True(tries.Take(IPAddress.Parse("10.0.0.1")));
    }

    [Theory]
    [InlineData("/indicators/1a", "/indicators/1a")]
    [InlineData("/?plan=dak-rlap-2023&lang=en", "/?plan=dak-rlap-2023&lang=en")]
    [InlineData("/search?q=Đắk%20Ru#x", "/search?q=%C4%90%E1%BA%AFk%20Ru#x")]
    [InlineData("/%2F%2Fevil.vn", "/%2F%2Fevil.vn")]
    [InlineData("//evil.vn", "/")]
    [InlineData("///evil.vn", "/")]
    [InlineData("/\\evil.vn", "/")]
    [InlineData("\\/evil.vn", "/")]
    [InlineData("/\t/evil.vn", "/")]
    [InlineData("/\r\nSet-Cookie: a=b", "/")]
    [InlineData("/x\\..\\\\evil.vn", "/")]
    [InlineData("/.//evil.vn", "/")]
    [InlineData("/a/..//evil.vn", "/")]
    [InlineData("https://evil.vn", "/")]
    [InlineData("https:evil.vn", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("evil.vn", "/")]
    [InlineData("@evil.vn", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public async Task OneComesBack_OnlyToThisServer(string? asked, string expected)
    {
        Assert.Equal(expected, LocalAddress.Of(asked));
        if (asked is not "/indicators/1a" and not "//evil.vn" and not "/\\evil.vn") return;
        await using var server = await BoardServer.StartAsync();
        await server.AccountAsync(Email, Role.Viewer);
        using var visitor = new Visitor(server.Url);
        using var answer = await visitor.SignInAsync(Email, page: "/account/login?returnUrl=" + Uri.EscapeDataString(asked));
        Assert.Equal(expected, visitor.PathOf(answer));
        using var known = await visitor.Client.GetAsync("/account/login?returnUrl=" + Uri.EscapeDataString(asked));
        Assert.Equal(expected, visitor.PathOf(known));
    }

    [Fact]
    public async Task AForm_FromElsewhere_IsRefused()
    {
        await using var server = await BoardServer.StartAsync();
        await server.AccountAsync(Email, Role.Viewer);
        using var visitor = new Visitor(server.Url);
        (string, string)[] right = [("email", Email), ("password", Visitor.Password)];
        foreach (var path in (string[])["/account/login", "/account/code", "/account/setup", "/account/logout"])
            Assert.Equal(HttpStatusCode.BadRequest, (await visitor.PostAsync(path, right)).StatusCode);
        var token = Visitor.Hidden(await visitor.Client.GetStringAsync("/account/login"), "/account/login").First();
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.PostAsync("/account/login", [(token.Name, token.Value[..^4] + "AAAA"), .. right])).StatusCode);
        using var other = new Visitor(server.Url);
        Assert.Equal(HttpStatusCode.BadRequest, (await other.PostAsync("/account/login", [token, .. right])).StatusCode);
        using (var own = await visitor.SignInAsync(Email)) Assert.Equal("/", visitor.PathOf(own));
        foreach (var path in (string[])["language", "password", "second-factor", "second-factor/off", "recovery-codes"])
            Assert.Equal(HttpStatusCode.BadRequest, (await visitor.PostAsync("/account/manage/" + path, right)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.PostAsync("/account/logout")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.PostAsync("/account/login", [token, ("email", new string('x', 20_000))])).StatusCode);
    }

    [Theory]
    [InlineData("Origin", "{0}", true)]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    [InlineData("Origin", "https://evil.vn", false)]
    [InlineData("Origin", "null", false)]
    [InlineData("Origin", "http://127.0.0.1:1", false)]
    [InlineData("Sec-Fetch-Site", "same-site", false)]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("Sec-Fetch-Site", "none", false)]
    [InlineData("Sec-Fetch-Mode", "cors", false)]
    public async Task AnApiCall_ByCookie_IsTakenFromOwnPagesOnly(string header, string value, bool taken)
    {
        await using var server = await BoardServer.StartAsync();
        using var visitor = await server.VisitorAsync(Role.Secretariat);
        visitor.Client.DefaultRequestHeaders.Remove("Origin");
        visitor.Client.DefaultRequestHeaders.Add(header, string.Format(System.Globalization.CultureInfo.InvariantCulture, value, server.Url));
        Assert.Equal(HttpStatusCode.OK, (await visitor.Client.GetAsync("/api/v1/plans")).StatusCode);
        var before = Sql.Counts(server.Database);
        if (taken) await visitor.Client.PostTextAsync(Answers.GoodReading).ExpectAsync(HttpStatusCode.Created);
        else
        {
            await visitor.Client.PostTextAsync(Answers.GoodReading).ExpectProblemAsync(403, "cross-site");
            Assert.Equal(before, Sql.Counts(server.Database));
        }
        // A token is never sent by a browser on its own.
        using var office = await server.ClientAsync(Role.Secretariat);
        office.DefaultRequestHeaders.Add("Origin", "https://evil.vn");
        await office.PostTextAsync(Answers.GoodReading.Replace("800", "801", StringComparison.Ordinal)).ExpectAsync(HttpStatusCode.Created);
    }

    [Theory]
    // What a browser would send, and what it says it came from.
    [InlineData("board.vn", "https://board.vn", true)]
    [InlineData("board.vn", "http://board.vn", true)]
    [InlineData("BOARD.vn:8443", "https://board.vn:8443", true)]
    [InlineData("[::1]:8080", "http://[::1]:8080", true)]
    [InlineData("board.vn", "https://board.vn:8443", false)]
    [InlineData("board.vn:8443", "https://board.vn", false)]
    [InlineData("board.vn", "https://board.vn.evil.vn", false)]
    [InlineData("board.vn", "https://board.vn@evil.vn", false)]
    [InlineData("board.vn", "ftp://board.vn", false)]
    [InlineData("", "http://board.vn", false)]
    [InlineData("", "http:///", false)]
    [InlineData("a:b:c", "http://a", null)]
    [InlineData("<a>", "http://a", null)]
    [InlineData("board.vn:99999", "http://board.vn", false)]
    public async Task AnOrigin_IsThisServersOnlyWithItsPort_AndOddHostsAreRefused(string host, string origin, bool? taken)
    {
        await using var server = await BoardServer.StartAsync();
        using var visitor = await server.VisitorAsync(Role.Secretariat);
        var cookies = visitor.Cookies.GetCookieHeader(new(server.Url));
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, new Uri(server.Url).Port);
        var body = Answers.GoodReading;
        await socket.GetStream().WriteAsync(Encoding.UTF8.GetBytes(
            $"POST {Answers.ReadingsOf(BoardServer.Plan)} HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}\r\nCookie: {cookies}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"));
        using var reader = new StreamReader(socket.GetStream());
        var status = (await reader.ReadLineAsync())!.Split(' ')[1];
        Assert.Equal(taken switch { true => "201", false => "403", null => "400" }, status);
    }

    [Fact]
    public async Task ARefusal_WritesToTheDisk_WhetherThereIsAnAccountOrNot()
    {
        await using var server = await BoardServer.StartAsync();
        await server.AccountAsync(Email, Role.Viewer);
        await server.AccountAsync("locked@huyen.vn", Role.Viewer);
        Sql.Run(server.Database, "UPDATE \"Accounts\" SET \"LockoutEnd\" = '2030-01-01 00:00:00+00:00' WHERE \"Email\" = 'locked@huyen.vn'");
        using var looking = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={server.Database};Pooling=False");
        looking.Open();
        // Another number once somebody else has written.
        using var version = looking.CreateCommand();
        version.CommandText = "PRAGMA data_version";
        foreach (var email in (string[])[Email, "locked@huyen.vn", "nobody@huyen.vn"])
        {
            var before = (long)version.ExecuteScalar()!;
            Assert.IsType<SignIn.Result.Refused>(await server.Part<SignIn>().ExecuteAsync(new(email, "wrong password", IPAddress.Loopback)));
            Assert.True(before != (long)version.ExecuteScalar()!, email);
        }
    }

    private static string WithoutToken(string html) => System.Text.RegularExpressions.Regex.Replace(html, "(__RequestVerificationToken\" value=\")[^\"]*", "$1T");

    private static string AuditOf(BoardServer server, string actions) =>
        Sql.Text(server.Database, $"SELECT group_concat(\"Action\", ' ') FROM (SELECT * FROM \"Audit\" WHERE \"Action\" IN ({actions}) ORDER BY \"Id\")");
}
