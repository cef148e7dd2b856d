using System.Net;
using System.Text.Json.Nodes;
using Board.Tests.Support;
using Board.Web.Access;

namespace Board.Tests.Access;

/// <summary>What administrators do to accounts and tokens, and that nobody else can.</summary>
public sealed class AdministrationTests
{
    private static readonly (string Name, Func<BoardServer, Actor, Task<object?>> Run)[] UseCases =
    [
        ("add account", async (server, actor) => (await server.Part<AddAccount>().ExecuteAsync(actor, new("new@huyen.vn", "New", Role.Viewer, null))).Fault),
        ("change account", async (server, actor) => await server.Part<ChangeAccount>().ExecuteAsync(actor, new(1, "Changed", Role.Committee, null))),
        ("disable account", async (server, actor) => await server.Part<SwitchAccount>().ExecuteAsync(actor, 1, enabled: false)),
        ("enable account", async (server, actor) => await server.Part<SwitchAccount>().ExecuteAsync(actor, 1, enabled: true)),
        ("renew link", async (server, actor) => (await server.Part<RenewAccountLink>().ExecuteAsync(actor, 1)).Fault),
        ("reset second factor", async (server, actor) => await server.Part<ResetSecondFactor>().ExecuteAsync(actor, 1)),
        ("add token", async (server, actor) => (await server.Part<AddToken>().ExecuteAsync(actor, "New", Role.Viewer, null)).Fault),
        ("revoke token", async (server, actor) => await server.Part<RevokeToken>().ExecuteAsync(actor, 1)),
        ("list accounts", async (server, actor) => await server.Part<ListAccounts>().ExecuteAsync(actor) is null ? AccountFault.NotAllowed : null),
        ("list tokens", async (server, actor) => await server.Part<ListTokens>().ExecuteAsync(actor) is null ? AccountFault.NotAllowed : null),
        ("find audit", async (server, actor) => await server.Part<FindAudit>().ExecuteAsync(actor, new(null, null, null, null, null, null, 10)) is null ? AccountFault.NotAllowed : null),
        ("verify audit", async (server, actor) => await server.Part<VerifyAudit>().ExecuteAsync(actor) is null ? AccountFault.NotAllowed : null),
    ];

    [Fact]
    public async Task OnlyAdministrators_Administer()
    {
        await using var server = await BoardServer.StartAsync();
        await server.AccountAsync("somebody@huyen.vn", Role.Viewer);
        await server.Part<AddToken>().ExecuteAsync(Actor.Console, "somebody", Role.Viewer, null);
        List<Actor> others = [Actor.Stranger, new(ActorKind.Account, 99), new(ActorKind.Token, 99), new(ActorKind.Account, 0)];
        foreach (var role in Enum.GetValues<Role>().Where(role => role != Role.Admin))
        {
            others.Add(new(ActorKind.Account, await server.AccountAsync($"{role}@huyen.vn", role, role == Role.Reporter ? "dak-ru" : null)));
            await server.Part<AddToken>().ExecuteAsync(Actor.Console, $"{role}", role, role == Role.Reporter ? "dak-ru" : null);
            others.Add(new(ActorKind.Token, Sql.Number(server.Database, "SELECT max(\"Id\") FROM \"Tokens\"")));
        }
        var gone = new Actor(ActorKind.Account, await server.AccountAsync("gone@huyen.vn", Role.Admin));
        var admin = new Actor(ActorKind.Account, await server.AccountAsync("admin@huyen.vn", Role.Admin));
        await server.Part<SwitchAccount>().ExecuteAsync(admin, gone.Id, enabled: false);
        others.Add(gone);

        var before = Everything(server);
        foreach (var (name, run) in UseCases)
            foreach (var actor in others)
                Assert.Equal((name, actor, (object?)AccountFault.NotAllowed), (name, actor, await run(server, actor)));
        Assert.Equal(before, Everything(server));
        foreach (var (name, run) in UseCases) Assert.Equal((name, null), (name, await run(server, admin)));
        Assert.All(await server.FindingsAsync(), finding => Assert.Empty(finding.Faults));
    }

    [Fact]
    public async Task TheLastAdministrator_Stays()
    {
        await using var server = await BoardServer.StartAsync();
        var first = await server.AccountAsync("a@huyen.vn", Role.Admin);
        // Neither one without a password nor a disabled one could take over.
        await server.Part<AddAccount>().ExecuteAsync(Actor.Console, new("b@huyen.vn", "B", Role.Admin, null));
        var disabled = await server.AccountAsync("c@huyen.vn", Role.Admin);
        await server.Part<SwitchAccount>().ExecuteAsync(Actor.Console, disabled, enabled: false);
        var (change, toggle) = (server.Part<ChangeAccount>(), server.Part<SwitchAccount>());
        Assert.Equal(AccountFault.LastAdmin, await change.ExecuteAsync(Actor.Console, new(first, "A", Role.Viewer, null)));
        Assert.Equal(AccountFault.LastAdmin, await toggle.ExecuteAsync(Actor.Console, first, enabled: false));
        Assert.Equal(AccountFault.Self, await toggle.ExecuteAsync(new(ActorKind.Account, first), first, enabled: false));
        Assert.Null(await change.ExecuteAsync(Actor.Console, new(first, "Other name", Role.Admin, null)));

        var second = await server.AccountAsync("d@huyen.vn", Role.Admin);
        var results = await Task.WhenAll(
            toggle.ExecuteAsync(new(ActorKind.Account, first), second, enabled: false), toggle.ExecuteAsync(new(ActorKind.Account, second), first, enabled: false));
        Assert.Single(results, fault => fault is null);
        Assert.Equal(1, Sql.Number(server.Database, """SELECT count(*) FROM "Accounts" WHERE "Role" = 'Admin' AND "DisabledAt" IS NULL AND "PasswordHash" IS NOT NULL"""));
    }

    [Theory]
    [InlineData("", "n", Role.Viewer, null, AccountFault.EmailWrong)]
    [InlineData("a b@c.vn", "n", Role.Viewer, null, AccountFault.EmailWrong)]
    [InlineData("a@c.vn\r\nBcc: x@y.vn", "n", Role.Viewer, null, AccountFault.EmailWrong)]
    [InlineData("<a@c.vn>", "n", Role.Viewer, null, AccountFault.EmailWrong)]
    [InlineData("TAKEN@huyen.vn ", "n", Role.Viewer, null, AccountFault.EmailTaken)]
    [InlineData("a@c.vn", " ", Role.Viewer, null, AccountFault.NameMissing)]
    [InlineData("a@c.vn", "a\nb", Role.Viewer, null, AccountFault.NameWrong)]
    [InlineData("a@c.vn", "n", Role.Reporter, null, AccountFault.UnitMissing)]
    [InlineData("a@c.vn", "n", Role.Reporter, "nowhere", AccountFault.UnknownUnit)]
    [InlineData("a@c.vn", "n", Role.Viewer, "dak-ru", AccountFault.UnitNotAllowed)]
    public async Task AWrongEntry_IsSaid_AndNothingIsStored(string email, string name, Role role, string? unit, AccountFault fault)
    {
        await using var server = await BoardServer.StartAsync();
        var id = await server.AccountAsync("taken@huyen.vn", Role.Viewer);
        var before = Everything(server);
        Assert.Equal(fault, (await server.Part<AddAccount>().ExecuteAsync(Actor.Console, new(email, name, role, unit))).Fault);
        if (email == "a@c.vn") Assert.Equal(fault, await server.Part<ChangeAccount>().ExecuteAsync(Actor.Console, new(id, name, role, unit)));
        Assert.Equal(before, Everything(server));
    }

    [Fact]
    public async Task WhatIsNotThere_IsNotFound_AndADisabledAccountGetsNoLink()
    {
        await using var server = await BoardServer.StartAsync();
        Assert.Equal(AccountFault.NotFound, await server.Part<ChangeAccount>().ExecuteAsync(Actor.Console, new(5, "n", Role.Viewer, null)));
        Assert.Equal(AccountFault.NotFound, await server.Part<SwitchAccount>().ExecuteAsync(Actor.Console, 5, enabled: false));
        Assert.Equal(AccountFault.NotFound, (await server.Part<RenewAccountLink>().ExecuteAsync(Actor.Console, 5)).Fault);
        Assert.Equal(AccountFault.NotFound, await server.Part<ResetSecondFactor>().ExecuteAsync(Actor.Console, 5));
        Assert.Equal(AccountFault.NotFound, await server.Part<RevokeToken>().ExecuteAsync(Actor.Console, 5));
        var id = await server.AccountAsync("a@huyen.vn", Role.Viewer);
        await server.Part<SwitchAccount>().ExecuteAsync(Actor.Console, id, enabled: false);
        Assert.Equal(AccountFault.Disabled, (await server.Part<RenewAccountLink>().ExecuteAsync(Actor.Console, id)).Fault);
    }

    [Fact]
    public async Task ARevokedToken_IsNotKnown()
    {
        await using var server = await BoardServer.StartAsync();
        using var client = await server.ClientAsync(Role.Viewer);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/plans")).StatusCode);
        Assert.Null(await server.Part<RevokeToken>().ExecuteAsync(Actor.Console, 1));
        Assert.Null(await server.Part<RevokeToken>().ExecuteAsync(Actor.Console, 1));
        await client.GetAsync("/api/v1/plans").ExpectProblemAsync(401, "not-known");
        Assert.Equal(1, Sql.Number(server.Database, "SELECT count(*) FROM \"Audit\" WHERE \"Action\" = 'token.revoke'"));
        Assert.NotNull(Assert.Single((await server.Part<ListTokens>().ExecuteAsync(Actor.Console))!.Tokens).RevokedAt);
    }

    [Fact]
    public async Task TheList_TellsWhatAnAdministratorNeeds()
    {
        await using var server = await BoardServer.StartAsync();
        var id = await server.AccountAsync("ru@huyen.vn", Role.Reporter, "dak-ru", "Đắk Ru");
        await server.AccountAsync("an@huyen.vn", Role.Viewer, name: "An");
        await server.Part<AddAccount>().ExecuteAsync(Actor.Console, new("eo@huyen.vn", "Ếo", Role.Viewer, null));
        await server.Part<SignIn>().ExecuteAsync(new("ru@huyen.vn", Visitor.Password, null));
        for (var i = 0; i < Account.MostWrong; i++) await server.Part<SignIn>().ExecuteAsync(new("an@huyen.vn", "wrong password", IPAddress.Loopback));
        var list = (await server.Part<ListAccounts>().ExecuteAsync(Actor.Console))!;
        Assert.Equal(["An", "Đắk Ru", "Ếo"], list.Accounts.Select(entry => entry.Name));
        Assert.Equal((id, "Xã Đắk Ru", true, server.Clock.GetUtcNow().UtcDateTime), (list.Accounts[1].Id, list.Accounts[1].UnitName, list.Accounts[1].IsSetUp, list.Accounts[1].LastSignIn));
        Assert.Equal(server.Clock.GetUtcNow() + Account.Lockout, list.Accounts[0].LockedUntil);
        Assert.False(list.Accounts[2].IsSetUp);
        Assert.Equal("Xã Đắk Ru", list.Units["dak-ru"]);
    }

    [Fact]
    public async Task TheAudit_IsFiltered_PagedAndVerified_OverHttp()
    {
        await using var server = await BoardServer.StartAsync();
        using var admin = await server.ClientAsync(Role.Admin);
        foreach (var role in (Role[])[Role.Viewer, Role.Committee, Role.Secretariat])
            using (var other = await server.ClientAsync(role))
                foreach (var address in (string[])["/api/v1/audit", "/api/v1/audit/verification"])
                    await other.GetAsync(address).ExpectProblemAsync(403, "not-allowed");
        await server.Anonymous.GetAsync("/api/v1/audit").ExpectProblemAsync(401, "not-known");

        for (var i = 0; i < 5; i++) await BoardServer.PostShareAsync(admin, "1a", "dak-ru", 700 + i);
        await BoardServer.PostShareAsync(admin, "1a", "dak-sin", 700);
        server.Clock.Advance(TimeSpan.FromDays(1));
        await BoardServer.PostShareAsync(admin, "1b", "dak-ru", 700);

        var all = await AuditAsync(admin, "");
        Assert.Equal(all.OrderByDescending(entry => (long)entry["id"]!).Select(entry => (long)entry["id"]!), all.Select(entry => (long)entry["id"]!));
        Assert.Equal(7, (await AuditAsync(admin, "action=reading")).Count);
        Assert.Equal(7, (await AuditAsync(admin, "action=reading.submit&actor=token:1")).Count);
        Assert.Empty(await AuditAsync(admin, "action=read"));
        Assert.Equal(5, (await AuditAsync(admin, $"subject={BoardServer.Plan}/1a/dak-ru")).Count);
        Assert.Equal(6, (await AuditAsync(admin, $"subject={BoardServer.Plan}/1a")).Count);
        Assert.Single(await AuditAsync(admin, "from=2023-11-25"));
        Assert.Equal(all.Count - 1, (await AuditAsync(admin, "to=2023-11-24")).Count);
        Assert.Equal(all.Count, (await AuditAsync(admin, "from=2023-11-24&to=2023-11-25")).Count);
        var page = await AuditAsync(admin, "take=3");
        Assert.Equal(all.Skip(3).Take(3).Select(entry => (long)entry["id"]!), (await AuditAsync(admin, $"take=3&before={page[^1]["id"]}")).Select(entry => (long)entry["id"]!));
        Assert.Equal(704, (int)all.First(entry => (string)entry["subject"]! == $"{BoardServer.Plan}/1a/dak-ru/2023-10-31#5")["detail"]!["to"]!["numerator"]!);
        foreach (var wrong in (string[])["from=yesterday", "before=x", "take=many", "from=2023-13-01"])
            Assert.Equal(HttpStatusCode.BadRequest, (await admin.GetAsync("/api/v1/audit?" + wrong)).StatusCode);

        var whole = await admin.GetAsync("/api/v1/audit/verification").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal((true, (long)all.Count), ((bool)whole["whole"]!, (long)whole["entries"]!));
        Sql.Run(server.Database, Sql.DropTriggers + """UPDATE "Audit" SET "Name" = 'x' WHERE "Id" = 3; DELETE FROM "Audit" WHERE "Id" = (SELECT max("Id") FROM "Audit")""");
        var broken = await admin.GetAsync("/api/v1/audit/verification").ExpectAsync(HttpStatusCode.OK);
        Assert.False((bool)broken["whole"]!);
        Assert.Equal(["entry 3", $"entries up to {all.Count} are missing"], broken["faults"]!.AsArray().Select(fault => (string)fault!));
    }

    private static async Task<List<JsonNode>> AuditAsync(HttpClient client, string query) =>
        [.. (await client.GetAsync("/api/v1/audit?" + query).ExpectAsync(HttpStatusCode.OK)).AsArray().Select(entry => entry!)];

    private static string Everything(BoardServer server) => Sql.Counts(server.Database) + Sql.Text(server.Database, """
        SELECT (SELECT group_concat("Name" || "Role" || coalesce("Unit", '') || coalesce("DisabledAt", '') || "SecurityStamp") FROM "Accounts")
            || (SELECT count(*) FROM "AccountLinks") || (SELECT count(*) FROM "Tokens" WHERE "RevokedAt" IS NOT NULL)
        """);
}
