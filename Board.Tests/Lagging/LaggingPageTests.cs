using Board.Tests.Reports;
using Board.Tests.Support;
using Board.Web.Access;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Board.Tests.Lagging;

/// <summary>From what lags to who holds it, and from there to a letter that its unit reads.</summary>
[Collection(nameof(Browser))]
public sealed class LaggingPageTests(Browser browser)
{
    private const string Attack = "<img src=x onerror=alert(1)>";

    [Fact]
    public async Task FromTheGap_ToWhoHoldsMostOfIt_ToALetter_ThatItsReporterReads()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        await using var window = await browser.SignInAsync(server, Role.Secretariat, "/lagging");
        var page = window.Page;
        await window.LiveAsync();
        // Who holds the most people comes first.
        var first = page.Locator("[data-holder]").First;
        await Expect(first).ToHaveAttributeAsync("data-holder", "dak-ru");
        await first.Locator("summary").ClickAsync();
        await first.Locator("[data-held='1a']").ClickAsync();
        await Expect(page).ToHaveURLAsync(server.Url + "/indicators/1a?unit=dak-ru#readings");
        await window.ReadyAsync();
        await page.GoBackAsync();
        await window.LiveAsync();
        if (!await first.Locator("[data-letter]").IsVisibleAsync()) await first.Locator("summary").ClickAsync();
        await first.Locator("[data-letter]").ClickAsync();
        await Expect(page.Locator(".letter-to")).ToHaveTextAsync("Kính gửi: UBND xã Đắk Ru");

        var body = page.Locator("[name='Sent.Body']");
        await Expect(body).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("còn thiếu [0-9.]+ người"));
        await body.FillAsync(await body.InputValueAsync() + "\nRà soát từng hộ " + Attack);
        await page.Locator("[name='Sent.Due']").FillAsync("31/02/2023");
        await page.Locator("[value=issue]").ClickAsync();
        await Expect(page.Locator("#fault-due")).ToContainTextAsync("không phải là ngày");
        await Expect(body).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("Rà soát từng hộ " + Attack.Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal)));
        await window.ReadyAsync();
        await window.AssertAccessibleAsync("refused");

        await page.Locator("[name='Sent.Due']").FillAsync("05/12/2023");
        await page.Locator("[value=issue]").DblClickAsync();
        await Expect(page.Locator(".letter")).ToHaveAttributeAsync("data-letter", "1");
        await Expect(page.Locator(".letter-body")).ToContainTextAsync("Rà soát từng hộ " + Attack);
        await Expect(page.Locator(".letter-body")).ToContainTextAsync("chậm nhất ngày 05/12/2023");
        Assert.Equal(1, Sql.Number(server.Database, """SELECT count(*) FROM "DunningLetters" """));

        await using var unit = await browser.SignInAsync(server, Role.Reporter, "/lagging/letters", "dak-ru");
        await unit.Page.Locator("[data-letter='1'] a").ClickAsync();
        await Expect(unit.Page.Locator(".letter-body")).ToContainTextAsync("Rà soát từng hộ " + Attack);
        await unit.ReadyAsync();
        await unit.AssertAccessibleAsync("letter");
        window.AssertQuiet();
        unit.AssertQuiet();
    }

    [Fact]
    public async Task WhatIsChosen_StandsInTheAddress_AndCanBeHandedOn()
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        await using var window = await browser.SignInAsync(server, Role.Committee, "/lagging");
        var page = window.Page;
        await window.ReadyAsync();
        await Expect(page.Locator("tr[data-indicator]").First).ToBeVisibleAsync();
        var all = await page.Locator("tr[data-indicator]").CountAsync();
        await page.Locator("[name=pillar]").SelectOptionAsync("2");
        await page.Locator("[name=group]").SelectOptionAsync("lead");
        await page.Locator(".filters button").ClickAsync();
        await Expect(page.Locator("[data-part=none]")).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("pillar=2"));
        var address = page.Url;
        await window.ReadyAsync();
        await page.Locator("[data-tally=orphan]").ClickAsync();
        await Expect(page.Locator("tr[data-indicator]")).ToHaveCountAsync(4);
        await page.GotoAsync(address);
        await Expect(page.Locator("[name=pillar]")).ToHaveValueAsync("2");
        await window.ReadyAsync();
        await Expect(page.Locator("tr[data-indicator]").First).ToBeVisibleAsync();
        Assert.True(await page.Locator("tr[data-indicator]").CountAsync() < all);
        // Nothing fits: said, with the way back.
        await page.GotoAsync(server.Url + "/lagging?trouble=odd&pillar=4");
        await Expect(page.Locator(".lagging-empty")).ToContainTextAsync("Không có chỉ tiêu nào như đã chọn");
        // The committee reads letters and writes none.
        await Expect(page.Locator("[data-letter]")).ToHaveCountAsync(0);
        window.AssertQuiet();
    }

    [Theory]
    [InlineData(ColorScheme.Light, "vi-VN")]
    [InlineData(ColorScheme.Dark, "en-GB")]
    public async Task ThePages_AreAccessible_AndFit(ColorScheme scheme, string locale)
    {
        await using var server = await BoardServer.StartRunningAsync(filled: true);
        await using var window = await browser.SignInAsync(server, Role.Secretariat, "/lagging");
        await window.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await window.Page.SetExtraHTTPHeadersAsync(new Dictionary<string, string> { ["Accept-Language"] = locale });
        foreach (var path in (string[])["/lagging", "/lagging?group=unit", "/lagging?unit=dak-ru", "/lagging/letters", "/lagging/letters/new?unit=dak-ru", "/lagging/letters/new"])
        {
            await window.Page.GotoAsync(server.Url + path);
            await window.ReadyAsync();
            foreach (var (width, height) in ((int, int)[])[(1920, 1080), (390, 844)])
            {
                await window.Page.SetViewportSizeAsync(width, height);
                await window.AssertFitsAsync($"{path} {width}×{height} {scheme}");
                await window.AssertAccessibleAsync($"{path} {width}×{height} {scheme}");
            }
        }
        // On an office's laptop the matrix is seen whole.
        await window.Page.SetViewportSizeAsync(1366, 768);
        await window.Page.GotoAsync(server.Url + "/lagging");
        await window.ReadyAsync();
        await Expect(window.Page.Locator(".troubles")).ToBeVisibleAsync();
        Assert.True(await window.Page.EvaluateAsync<bool>("() => (table => table.scrollWidth <= table.parentElement.clientWidth + 1)(document.querySelector('.troubles'))"), $"the matrix is cut, {locale}");
        window.AssertQuiet();
    }
}
