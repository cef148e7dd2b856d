using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Board.Tests.Support;
using Board.Web.Access;

namespace Board.Tests.Access;

public sealed class SecondFactorTests
{
    private const string Email = "office@huyen.vn";
    private const string Manage = "/account/manage";

    /// <summary>The examples of RFC 6238, appendix B, in six digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_AreThoseOfTheStandard(long seconds, string code) =>
        Assert.Equal(code, Totp.Code(Encoding.ASCII.GetBytes("12345678901234567890"), Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Fact]
    public void Secrets_AreWrittenAsAppsReadThem()
    {
        Assert.Equal("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Totp.Base32(Encoding.ASCII.GetBytes("12345678901234567890")));
        Assert.Equal("MZXW6YQ", Totp.Base32("foob"u8.ToArray()));
    }

    [Fact]
    public async Task ACode_IsAskedFor_TakenOnce_AndCountsWhenWrong()
    {
        await using var server = await BoardServer.StartAsync("Board:PublicBoard=false");
        var (visitor, key, _) = await TurnedOnAsync(server);
        visitor.Dispose();

        using var phone = new Visitor(server.Url);
        using (var half = await phone.SignInAsync(Email, page: "/account/login?returnUrl=%2Findicators%2F1a")) Assert.Equal("/account/code?returnUrl=%2Findicators%2F1a", phone.PathOf(half));
        // The right password alone opens nothing.
        Assert.Equal("/account/login?returnUrl=%2Faccount%2Fmanage", phone.PathOf(await phone.Client.GetAsync(Manage)));
        await phone.Client.GetAsync("/api/v1/plans").ExpectProblemAsync(401, "not-known");

        // The code that turned it on was used.
        using (var replayed = await CodeAsync(phone, CodeAt(server, key))) Assert.Equal(HttpStatusCode.Unauthorized, replayed.StatusCode);
        server.Clock.Advance(TimeSpan.FromSeconds(30));
        foreach (var wrong in (string[])["000000", "", "abcdef", CodeAt(server, key, 3), CodeAt(server, key, -3)])
            using (var refused = await CodeAsync(phone, wrong)) Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        var code = CodeAt(server, key);
        using (var taken = await CodeAsync(phone, $" {code[..3]} {code[3..]} ", "/account/code?returnUrl=%2Findicators%2F1a")) Assert.Equal("/indicators/1a", phone.PathOf(taken));
        Assert.Equal(HttpStatusCode.OK, (await phone.Client.GetAsync(Manage)).StatusCode);

        using var thief = new Visitor(server.Url);
        using (await thief.SignInAsync(Email)) { }
        using (var again = await CodeAsync(thief, code)) Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
    }

    [Fact]
    public async Task WrongCodes_LockTheAccount_WhateverIsTyped()
    {
        await using var server = await BoardServer.StartAsync();
        var (visitor, key, codes) = await TurnedOnAsync(server);
        visitor.Dispose();
        server.Clock.Advance(TimeSpan.FromSeconds(60));
        using var thief = new Visitor(server.Url);
        for (var i = 0; i < Account.MostWrong; i++)
        {
            // A right password in between doesn't wipe the wrong codes out.
            using (await thief.SignInAsync(Email)) { }
            using var refused = await CodeAsync(thief, $"00000{i}");
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }
        using (var locked = await CodeAsync(thief, CodeAt(server, key))) Assert.Equal(HttpStatusCode.Unauthorized, locked.StatusCode);
        using (var spare = await CodeAsync(thief, codes[0])) Assert.Equal(HttpStatusCode.Unauthorized, spare.StatusCode);
        server.Clock.Advance(Account.Lockout);
        using var owner = new Visitor(server.Url, "127.0.0.9");
        using (await owner.SignInAsync(Email)) { }
        using (var open = await CodeAsync(owner, CodeAt(server, key))) Assert.Equal("/", owner.PathOf(open));
    }

    [Fact]
    public async Task ARecoveryCode_WorksOnce_AndNewOnesVoidTheOld()
    {
        await using var server = await BoardServer.StartAsync();
        var (visitor, _, codes) = await TurnedOnAsync(server);
        Assert.Equal(10, codes.Distinct().Count());
        foreach (var (typed, expected) in ((string, string)[])[(codes[0], "/"), (codes[0], "(401)"), (codes[1].ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal), "/")])
        {
            using var lost = new Visitor(server.Url);
            using (await lost.SignInAsync(Email)) { }
            using var answer = await CodeAsync(lost, typed);
            Assert.Equal(expected, lost.PathOf(answer));
        }
        Assert.Contains("Còn 8 mã khôi phục", await visitor.Client.GetStringAsync(Manage), StringComparison.Ordinal);
        using (var wrong = await visitor.SendAsync(Manage, Manage + "/recovery-codes", ("password", "wrong password"))) Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        using var renewed = await visitor.SendAsync(Manage, Manage + "/recovery-codes", ("password", Visitor.Password));
        var fresh = CodesIn(await renewed.Content.ReadAsStringAsync());
        Assert.Empty(fresh.Intersect(codes));
        using var other = new Visitor(server.Url);
        using (await other.SignInAsync(Email)) { }
        using (var old = await CodeAsync(other, codes[2])) Assert.Equal("(401)", other.PathOf(old));
        using (var works = await CodeAsync(other, fresh[0])) Assert.Equal("/", other.PathOf(works));
        visitor.Dispose();
        Sql.Run(server.Database, "PRAGMA wal_checkpoint(TRUNCATE)");
        var file = await File.ReadAllBytesAsync(server.Database);
        Assert.All(fresh, code => Assert.Equal(-1, file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(code))));
    }

    [Fact]
    public async Task TurningItOff_TakesThePassword_AndAnAdministratorCanResetIt()
    {
        await using var server = await BoardServer.StartAsync();
        var (visitor, _, _) = await TurnedOnAsync(server);
        using (var wrong = await visitor.SendAsync(Manage, Manage + "/recovery-codes", ("password", "wrong password")))
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        var hidden = Visitor.Hidden(await visitor.Client.GetStringAsync(Manage), Manage + "/recovery-codes").ToList();
        using (var wrong = await visitor.PostAsync(Manage + "/second-factor/off", [.. hidden, ("password", "wrong password")]))
            Assert.Contains("Mật khẩu không đúng.", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using (var off = await visitor.PostAsync(Manage + "/second-factor/off", [.. hidden, ("password", Visitor.Password)]))
            Assert.Equal(Manage + "?done=second-factor-off", visitor.PathOf(off));
        using (var alone = new Visitor(server.Url))
        using (var answer = await alone.SignInAsync(Email)) Assert.Equal("/", alone.PathOf(answer));

        await TurnOnAsync(server, visitor);
        Assert.Null(await server.Part<ResetSecondFactor>().ExecuteAsync(Actor.Console, 1));
        Assert.Equal("/account/login?returnUrl=%2Faccount%2Fmanage", visitor.PathOf(await visitor.Client.GetAsync(Manage)));
        using (var answer = await visitor.SignInAsync(Email)) Assert.Equal("/", visitor.PathOf(answer));
        Assert.All(await server.FindingsAsync(), finding => Assert.Empty(finding.Faults));
        visitor.Dispose();
    }

    [Fact]
    public async Task AWrongCode_TurnsNothingOn_AndAnotherSecretIsRefused()
    {
        await using var server = await BoardServer.StartAsync();
        using var visitor = await server.VisitorAsync(Role.Viewer);
        var page = await visitor.Client.GetStringAsync(Manage + "/second-factor");
        var hidden = Visitor.Hidden(page, Manage + "/second-factor").ToList();
        using (var wrong = await visitor.PostAsync(Manage + "/second-factor", [.. hidden, ("code", "000000"), ("password", Visitor.Password)]))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
            // The same secret again: the app has it already.
            Assert.Equal(SecretIn(page), SecretIn(await wrong.Content.ReadAsStringAsync()));
        }
        foreach (var secret in (string[])["", "zz", "00112233", hidden.Single(field => field.Name == "secret").Value[..^2] + "00"])
            using (var forged = await visitor.PostAsync(Manage + "/second-factor", [hidden[0], ("secret", secret), ("code", "000000")]))
                Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Equal(0, Sql.Number(server.Database, "SELECT count(*) FROM \"Accounts\" WHERE \"TwoFactorEnabled\" OR \"TotpKey\" IS NOT NULL"));
    }

    [Fact]
    public async Task TurningItOn_TakesThePassword()
    {
        await using var server = await BoardServer.StartAsync();
        using var visitor = await server.VisitorAsync(Role.Viewer);
        var page = await visitor.Client.GetStringAsync(Manage + "/second-factor");
        var code = CodeAt(server, FromBase32(SecretIn(page)));
        foreach (var password in (string[])["", "wrong password"])
            using (var refused = await visitor.PostAsync(Manage + "/second-factor", [.. Visitor.Hidden(page, Manage + "/second-factor"), ("code", code), ("password", password)]))
                Assert.Contains("Mật khẩu không đúng.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, Sql.Number(server.Database, "SELECT count(*) FROM \"Accounts\" WHERE \"TwoFactorEnabled\""));
    }

    [Fact]
    public async Task TheDatabase_HoldsNoSecretThatMakesCodes()
    {
        await using var server = await BoardServer.StartAsync();
        var (visitor, key, codes) = await TurnedOnAsync(server);
        visitor.Dispose();
        Sql.Run(server.Database, "PRAGMA wal_checkpoint(TRUNCATE)");
        Assert.Equal(-1, (await File.ReadAllBytesAsync(server.Database)).AsSpan().IndexOf(key));

        // What is sealed for one account opens for no other.
        await server.AccountAsync("other@huyen.vn", Role.Viewer);
        Sql.Run(server.Database, "UPDATE \"Accounts\" SET \"TwoFactorEnabled\" = 1, \"TotpKey\" = (SELECT \"TotpKey\" FROM \"Accounts\" WHERE \"Id\" = 1) WHERE \"Id\" = 2");
        server.Clock.Advance(TimeSpan.FromSeconds(60));
        using (var thief = new Visitor(server.Url))
        {
            using (await thief.SignInAsync("other@huyen.vn")) { }
            using var refused = await CodeAsync(thief, CodeAt(server, key));
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        // One that was stored as it is, by an earlier version, still counts and is sealed at the first use.
        Sql.Run(server.Database, $"UPDATE \"Accounts\" SET \"TotpKey\" = X'{Convert.ToHexString(key)}' WHERE \"Id\" = 1");
        using (var owner = new Visitor(server.Url))
        {
            using (await owner.SignInAsync(Email)) { }
            using var taken = await CodeAsync(owner, CodeAt(server, key));
            Assert.Equal("/", owner.PathOf(taken));
        }
        Assert.InRange(Sql.Number(server.Database, "SELECT length(\"TotpKey\") FROM \"Accounts\" WHERE \"Id\" = 1"), 40, 1000);

        // The keys are lost: a recovery code still helps.
        Sql.Run(server.Database, "UPDATE \"Accounts\" SET \"TotpKey\" = X'00112233445566778899' WHERE \"Id\" = 1");
        server.Clock.Advance(TimeSpan.FromSeconds(60));
        using var lost = new Visitor(server.Url);
        using (await lost.SignInAsync(Email)) { }
        using (var refused = await CodeAsync(lost, CodeAt(server, key))) Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        using (var spare = await CodeAsync(lost, codes[0])) Assert.Equal("/", lost.PathOf(spare));
    }

    [Fact]
    public async Task SettingThePasswordByALink_KeepsTheSecondFactor()
    {
        await using var server = await BoardServer.StartAsync();
        var (visitor, _, _) = await TurnedOnAsync(server);
        var (code, _) = await server.Part<RenewAccountLink>().ExecuteAsync(Actor.Console, 1);
        await server.Part<SetUpAccount>().ExecuteAsync(new(code!, "another long phrase", "another long phrase", null, null));
        using (var answer = await visitor.SignInAsync(Email, "another long phrase")) Assert.Equal("/account/code", visitor.PathOf(answer));
        visitor.Dispose();
    }

    private static async Task<(Visitor Visitor, byte[] Key, string[] Codes)> TurnedOnAsync(BoardServer server)
    {
        await server.AccountAsync(Email, Role.Secretariat);
        var visitor = new Visitor(server.Url);
        using (await visitor.SignInAsync(Email)) { }
        var (key, codes) = await TurnOnAsync(server, visitor);
        return (visitor, key, codes);
    }

    private static async Task<(byte[] Key, string[] Codes)> TurnOnAsync(BoardServer server, Visitor visitor)
    {
        var page = await visitor.Client.GetStringAsync(Manage + "/second-factor");
        var key = FromBase32(SecretIn(page));
        using var answer = await visitor.PostAsync(Manage + "/second-factor", [.. Visitor.Hidden(page, Manage + "/second-factor"), ("code", CodeAt(server, key)), ("password", Visitor.Password)]);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (key, CodesIn(await answer.Content.ReadAsStringAsync()));
    }

    private static Task<HttpResponseMessage> CodeAsync(Visitor visitor, string code, string page = "/account/code") => visitor.SendAsync(page, "/account/code", ("code", code));

    private static string CodeAt(BoardServer server, byte[] key, int steps = 0) => Totp.Code(key, Totp.StepAt(server.Clock.GetUtcNow()) + steps);

    private static string SecretIn(string html) => Regex.Match(html, "<code class=\"secret\">([A-Z2-7 ]+)</code>").Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);

    private static string[] CodesIn(string html) => [.. Regex.Matches(html, "<li><code>([A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4})</code></li>").Select(match => match.Groups[1].Value)];

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }
}
