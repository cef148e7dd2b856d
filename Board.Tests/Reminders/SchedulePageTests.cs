using System.Net;
using Board.Tests.Support;
using Board.Web.Access;

namespace Board.Tests.Reminders;

/// <summary>The scheduler's own pages under <c>/hangfire</c>.</summary>
public sealed class SchedulePageTests
{
    [Fact]
    public async Task TheyAreForAdministratorsAlone()
    {
        await using var server = await BoardServer.StartAsync();
        using var stranger = new Visitor(server.Url);
        using var led = await stranger.Client.GetAsync("/hangfire");
        Assert.Equal("/account/login", stranger.PathOf(led).Split('?')[0]);
        using var office = await server.VisitorAsync(Role.Secretariat);
        using var refused = await office.Client.GetAsync("/hangfire/recurring");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        // A token is no person.
        using var token = await server.ClientAsync(Role.Admin);
        using var machine = await token.GetAsync("/hangfire");
        Assert.Equal(HttpStatusCode.Unauthorized, machine.StatusCode);

        using var admin = await server.VisitorAsync(Role.Admin);
        using var shown = await admin.Client.GetAsync("/hangfire");
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        var policy = shown.Headers.GetValues("Content-Security-Policy").Single();
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
    }
}
