using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Reminders;
using Microsoft.EntityFrameworkCore;

namespace Board.Tests.Reminders;

/// <summary>What tests of the ledger do with it.</summary>
internal static class LedgerDesk
{
    /// <summary>Somebody of the secretariat.</summary>
    public static async Task<Actor> OfficeAsync(this BoardServer server) => new(ActorKind.Account, await server.AccountAsync("thu-ky@huyen.vn", Role.Secretariat, name: "Trần Thư Ký"));

    public static Task RoundAsync(this BoardServer server) => server.Part<ReminderRound>().RunAsync(CancellationToken.None);

    public static async Task<IReadOnlyList<ReminderRow>> LedgerAsync(this BoardServer server, ReminderChannel channel = ReminderChannel.Email)
    {
        await using var db = await server.Part<IDbContextFactory<BoardDb>>().CreateDbContextAsync();
        return await db.Reminders.AsNoTracking().Where(row => row.Channel == channel).OrderBy(row => row.Id).ToListAsync();
    }

    /// <summary>The details of an action's entries in the audit.</summary>
    public static async Task<IReadOnlyList<AuditRow>> AuditAsync(this BoardServer server, string action) =>
        (await server.Part<FindAudit>().ExecuteAsync(Actor.Console, new(action, null, null, null, null, null, 100)))!;

    public static async Task<IReadOnlyList<string>> BrokenAsync(this BoardServer server) =>
        [.. (await server.FindingsAsync()).Where(finding => finding.Faults.Count > 0).Select(finding => $"{finding.Invariant}: {string.Join("; ", finding.Faults)}")];

    /// <summary>Hands in Đắk Ru's report for a period, with nothing changed.</summary>
    public static async Task HandInUnchangedAsync(this BoardServer server, string period)
    {
        using var office = await server.ClientAsync(Role.Secretariat);
        var address = $"/api/v1/plans/{BoardServer.Plan}/reports/{period}/dak-ru";
        var report = JsonNode.Parse(await office.GetStringAsync(address))!;
        var unchanged = report["owes"]!.AsArray().Select(code => new { indicator = (string?)code, reason = "Không thay đổi" });
        using var saved = await office.PutAsJsonAsync(address, new { version = (int)report["version"]!, readings = Array.Empty<object>(), unchanged, progress = Array.Empty<object>() });
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        using var sent = await office.PostAsync(address + "/submit", null);
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
    }
}
