using System.Net;
using Board.Tests.Support;
using Board.Web.Access;
using Microsoft.Extensions.Time.Testing;

namespace Board.Tests.Access;

public sealed class LimitTests
{
    [Fact]
    public void WrongTries_AreRememberedOfAFewThousandAddresses_TheNewestOnes()
    {
        var clock = new FakeTimeProvider(new(2023, 11, 24, 8, 0, 0, TimeSpan.Zero));
        var tries = new WrongTries(clock);
        for (var i = 0; i < 5 * WrongTries.MostAddresses; i++)
        {
            Assert.True(tries.Take(new IPAddress(i + 0x01000000)));
            if (i % 100 == 0) clock.Advance(TimeSpan.FromMilliseconds(1));
        }
        Assert.InRange(tries.Remembered, WrongTries.MostAddresses / 2, WrongTries.MostAddresses);
        var last = new IPAddress(5 * WrongTries.MostAddresses - 1 + 0x01000000);
        for (var i = 1; i < WrongTries.Most; i++) Assert.True(tries.Take(last));
        Assert.False(tries.Take(last));
        clock.Advance(WrongTries.Span);
        Assert.True(tries.Take(last));
    }

    [Fact]
    public async Task WrongPasswords_OfWhoIsSignedIn_CountAgainstTheirAddress()
    {
        const string Manage = "/account/manage";
        await using var server = await BoardServer.StartAsync();
        await server.AccountAsync("a@huyen.vn", Role.Viewer);
        using var visitor = new Visitor(server.Url, "127.0.0.7");
        using (await visitor.SignInAsync("a@huyen.vn")) { }
        var form = Visitor.Hidden(await visitor.Client.GetStringAsync(Manage), Manage + "/password").ToList();
        async Task<string> TryAsync(string password)
        {
            using var answer = await visitor.PostAsync(Manage + "/password", [.. form, ("current", password), ("password", "another long phrase"), ("repeated", "another long phrase")]);
            return await answer.Content.ReadAsStringAsync();
        }
        for (var i = 0; i < WrongTries.Most; i++)
        {
            // Each account locks long before; here the address is what is asked about.
            Sql.Run(server.Database, "UPDATE \"Accounts\" SET \"AccessFailedCount\" = 0");
            Assert.Contains("Mật khẩu không đúng.", await TryAsync("wrong password"), StringComparison.Ordinal);
        }
        Sql.Run(server.Database, "UPDATE \"Accounts\" SET \"AccessFailedCount\" = 0");
        Assert.Contains("Quá nhiều lần nhập sai từ địa chỉ mạng này.", await TryAsync(Visitor.Password), StringComparison.Ordinal);
        using (var other = new Visitor(server.Url, "127.0.0.7"))
        using (var refused = await other.SignInAsync("a@huyen.vn")) Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        using var elsewhere = new Visitor(server.Url, "127.0.0.8");
        using (var taken = await elsewhere.SignInAsync("a@huyen.vn")) Assert.Equal("/", elsewhere.PathOf(taken));
    }

    [Fact]
    public async Task TooManyCalls_AreToldToWait()
    {
        await using var server = await BoardServer.StartAsync();
        // Twice the burst in parallel: far faster than the bucket fills again, but for the very first calls of a slow machine.
        List<HttpResponseMessage> answers = [];
        while (answers.Count < 5_000 && answers.TrueForAll(answer => (int)answer.StatusCode != 429))
            answers.AddRange(await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => server.Anonymous.GetAsync("/api/v1/plans"))));
        var refused = answers.Where(answer => (int)answer.StatusCode == 429).ToList();
        Assert.NotEmpty(refused);
        Assert.All(answers, answer => Assert.Contains((int)answer.StatusCode, (int[])[200, 429]));
        await Task.FromResult(refused[0]).ExpectProblemAsync(429, "too-fast");
        Assert.Equal(TimeSpan.FromSeconds(1), refused[^1].Headers.RetryAfter?.Delta);
        foreach (var answer in answers) answer.Dispose();

        // Whoever is signed in is not held up by strangers.
        using var office = await server.ClientAsync(Role.Secretariat);
        Assert.True((await office.GetAsync("/api/v1/plans")).IsSuccessStatusCode);
    }
}
