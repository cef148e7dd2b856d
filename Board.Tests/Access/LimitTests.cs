using Board.Tests.Support;

namespace Board.Tests.Access;

public sealed class LimitTests
{
    [Fact]
    public async Task TooManyCalls_AreToldToWait()
    {
        await using var server = await BoardServer.StartAsync();
        // Twice the burst in parallel: far faster than the bucket fills again.
        var answers = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => server.Anonymous.GetAsync("/api/v1/plans")));
        var refused = answers.Where(answer => (int)answer.StatusCode == 429).ToList();
        Assert.NotEmpty(refused);
        Assert.All(answers, answer => Assert.Contains((int)answer.StatusCode, (int[])[200, 429]));
        await Task.FromResult(refused[0]).ExpectProblemAsync(429, "too-fast");
        Assert.Equal(TimeSpan.FromSeconds(1), refused[^1].Headers.RetryAfter?.Delta);
        foreach (var answer in answers) answer.Dispose();

        // Whoever is signed in is not held up by strangers.
        using var office = await server.ClientAsync(Web.Access.Role.Secretariat);
        Assert.True((await office.GetAsync("/api/v1/plans")).IsSuccessStatusCode);
    }
}
