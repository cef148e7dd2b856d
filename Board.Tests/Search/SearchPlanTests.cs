using System.Net;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Meetings;
using Board.Web.Search;

namespace Board.Tests.Search;

/// <summary>What is meant is found, however it is spelled, and only by those who may see it.</summary>
public sealed class SearchPlanTests
{
    [Theory]
    [InlineData("ho so suc khoe", SearchKind.Indicator, "sức khỏe")]
    [InlineData("HỒ SƠ SỨC KHỎE", SearchKind.Indicator, "sức khỏe")]
    [InlineData("khoe suc ho so", SearchKind.Indicator, "sức khỏe")]
    [InlineData("ho so suc kho", SearchKind.Indicator, "sức khỏe")]
    [InlineData("ho\u0302\u0300 so\u031b su\u031b\u0301c kho\u0309e", SearchKind.Indicator, "sức khỏe")]
    [InlineData("h\u200bo so suc khoe", SearchKind.Indicator, "sức khỏe")]
    [InlineData("dak ru", SearchKind.Unit, "Đắk Ru")]
    [InlineData("Đăk Ru", SearchKind.Unit, "Đắk Ru")]
    [InlineData("phong van hoa va thong tin", SearchKind.Unit, "Phòng Văn hóa và Thông tin")]
    public async Task EverySpelling_FindsWhatIsMeant_First(string typed, SearchKind kind, string name)
    {
        await using var server = await BoardServer.StartAsync();
        var found = await server.Part<SearchPlan>().ExecuteAsync(null, null, typed);
        Assert.Contains(name, found!.Groups.Single(group => group.Kind == kind).Entries[0].Name, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("dak rlap")]
    [InlineData("Đăk R'lấp")]
    [InlineData("Đăk R’lấp")]
    [InlineData("DAK R’LAP")]
    [InlineData("Đắk R lấp")]
    [InlineData("rlap dak")]
    [InlineData("dak r`la")]
    public void TheDistrict_IsFound_HoweverItIsWritten(string typed)
    {
        foreach (var written in (string[])["Huyện Đăk R’lấp", "huyện Đắk R'lấp", "Đắk Rlấp", "ĐẮK R LẤP"])
            Assert.True(new SearchEntry(SearchKind.Clause, "", "", written, "").Score(SearchQuery.Of(typed)!) > 0, $"{typed} in {written}");
    }

    [Theory]
    [InlineData("1a", SearchKind.Indicator, "1a")]
    [InlineData("II.1.a", SearchKind.Indicator, "1a")]
    [InlineData("ii3b", SearchKind.Indicator, "3b")]
    [InlineData("II.3", SearchKind.Clause, "3")]
    [InlineData("III.16", SearchKind.Assignment, "16a")]
    [InlineData("ttyt", SearchKind.Unit, "ttyt")]
    public async Task ACode_ComesFirst(string typed, SearchKind kind, string code)
    {
        await using var server = await BoardServer.StartAsync();
        var best = (await server.Part<SearchPlan>().ExecuteAsync(null, null, typed))!.Groups[0];
        Assert.Equal((kind, code), (best.Kind, best.Entries[0].Code));
    }

    [Theory]
    [InlineData("ho so xyzzy")]
    [InlineData("oso")]
    public async Task EveryWord_MustBeThere(string typed)
    {
        await using var server = await BoardServer.StartAsync();
        Assert.Empty((await server.Part<SearchPlan>().ExecuteAsync(null, null, typed))!.Groups);
    }

    [Fact]
    public async Task Directives_AreFound_ByThoseWhoMayReadThem_AsSoonAsTheyAreGiven()
    {
        await using var server = await BoardServer.StartAsync();
        var search = server.Part<SearchPlan>();
        var asked = new Dictionary<string, Actor?>
        {
            ["nobody"] = null,
            ["viewer"] = new Actor(ActorKind.Account, await server.AccountAsync("v@huyen.vn", Role.Viewer)),
            ["own"] = new Actor(ActorKind.Account, await server.AccountAsync("a@huyen.vn", Role.Reporter, "dak-ru")),
            ["other"] = new Actor(ActorKind.Account, await server.AccountAsync("b@huyen.vn", Role.Reporter, "ca")),
        };
        async Task<string> FindersAsync(string typed)
        {
            List<string> finders = [];
            foreach (var (name, actor) in asked)
                if ((await search.ExecuteAsync(actor, null, typed))!.Groups.Any(group => group.Kind == SearchKind.Directive)) finders.Add(name);
            return string.Join(' ', finders);
        }
        Assert.Equal("", await FindersAsync("ra soat danh sach"));
        foreach (var text in (string[])["Rà soát danh sách hộ nghèo", "Rà soát danh sách bác sĩ"])
            Assert.IsType<MeetingResult.Done>(await server.Part<RecordDirective>().ExecuteAsync(Actor.Console, new(BoardServer.Plan, text, null, "dak-ru", new DateOnly(2023, 12, 20), null)));
        Assert.Equal("viewer own", await FindersAsync("ra soat danh sach"));
        Assert.Equal("viewer own", await FindersAsync("bac si ra soat"));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("%' OR 1=1 --\"")]
    [InlineData("\u200b\u200d\u200b")]
    [InlineData("'''’’’")]
    [InlineData("\u0301\u0301")]
    [InlineData("   ")]
    public async Task HostileText_IsText_AndFindsNothing(string typed)
    {
        await using var server = await BoardServer.StartAsync();
        using var answer = await server.Anonymous.GetAsync("/search?q=" + Uri.EscapeDataString(typed));
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.DoesNotContain("data-kind=", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsTooLong_IsSaidSo_AndAnUnknownPlanIsNotFound()
    {
        await using var server = await BoardServer.StartAsync();
        var html = await server.Anonymous.GetStringAsync("/search?q=" + new string('a', 5_000));
        Assert.Contains("role=\"alert\"", html, StringComparison.Ordinal);
        Assert.Contains($"value=\"{new string('a', SearchQuery.Longest)}\"", html, StringComparison.Ordinal);
        using var monstrous = await server.Anonymous.GetAsync("/search?q=" + new string('a', 10_000));
        Assert.Equal(HttpStatusCode.RequestUriTooLong, monstrous.StatusCode);
        using var unknown = await server.Anonymous.GetAsync("/search?plan=none&q=a");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }
}
