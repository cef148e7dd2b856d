using System.Security.Claims;
using System.Security.Cryptography;
using Board.Web.Shell;
using Microsoft.AspNetCore.DataProtection;

namespace Board.Web.Access;

/// <summary>The pages on which people see and change their own account.</summary>
public static class OwnAccountPages
{
    private const string Manage = "/account/manage";
    private static readonly string[] Known = ["language", "password", "second-factor-off", "feed"];

    /// <summary>Maps the pages.</summary>
    public static void MapOwnAccountPages(this RouteGroupBuilder account)
    {
        account.MapGet("", () => Results.Redirect(Manage));
        var own = account.MapGroup("/manage").RequireAuthorization(Policies.HasAccount);
        own.MapGet("", (HttpContext http, AccountScreens screens, FindOwnAccount find, string? done = null) =>
            ShowAsync(http, screens, find, Known.Contains(done) ? done : null, null));
        own.MapPost("/language", LanguageAsync);
        own.MapPost("/password", PasswordAsync);
        own.MapGet("/second-factor", SecondFactorAsync);
        own.MapPost("/second-factor", TurnOnAsync);
        own.MapPost("/second-factor/off", TurnOffAsync);
        own.MapPost("/recovery-codes", RenewCodesAsync);
        own.MapPost("/feed", MakeFeedAsync);
        own.MapPost("/feed/off", EndFeedAsync);
    }

    private static async Task<IResult> LanguageAsync(HttpContext http, ChooseLanguage choose)
    {
        var language = (await http.Request.ReadFormAsync(http.RequestAborted))["language"].ToString() is { Length: > 0 } chosen ? chosen : null;
        if (!await choose.ExecuteAsync(Actor.Of(http.User), language, http.RequestAborted)) return Results.StatusCode(StatusCodes.Status400BadRequest);
        if (language is not null) Languages.Keep(http, language);
        return Results.Redirect(Manage + "?done=language");
    }

    private static async Task<IResult> PasswordAsync(HttpContext http, AccountScreens screens, FindOwnAccount find, ChangePassword change)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var own = await find.ExecuteAsync(Actor.Of(http.User), http.RequestAborted);
        var (session, fault) = await change.ExecuteAsync(
            Actor.Of(http.User), new(form["current"].ToString(), form["password"].ToString(), form["repeated"].ToString()), own?.Email ?? "", http.Connection.RemoteIpAddress, http.RequestAborted);
        return session is null ? await ShowAsync(http, screens, find, null, ("password", fault!.Value)) : await GoOnAsync(http, session, "password");
    }

    private static async Task<IResult> SecondFactorAsync(HttpContext http, AccountScreens screens, FindOwnAccount find, IDataProtectionProvider protection) =>
        await find.ExecuteAsync(Actor.Of(http.User), http.RequestAborted) is { HasSecondFactor: false } own
            ? await ShowSecretAsync(http, screens, protection, own, Totp.NewKey(), null)
            : Results.Redirect(Manage);

    private static async Task<IResult> TurnOnAsync(HttpContext http, AccountScreens screens, FindOwnAccount find, TurnOnSecondFactor turnOn, IDataProtectionProvider protection)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (Opened(protection, http.User, form["secret"].ToString()) is not { } key) return Results.StatusCode(StatusCodes.Status400BadRequest);
        var request = new TurnOnSecondFactor.Request(key, form["code"].ToString(), form["password"].ToString(), http.Connection.RemoteIpAddress);
        var (done, fault) = await turnOn.ExecuteAsync(Actor.Of(http.User), request, http.RequestAborted);
        if (done is null)
            return await find.ExecuteAsync(Actor.Of(http.User), http.RequestAborted) is { HasSecondFactor: false } own
                ? await ShowSecretAsync(http, screens, protection, own, key, fault)
                : Results.Redirect(Manage);
        await AccountCookies.SignInAsync(http, done.Session);
        return await ShowCodesAsync(http, screens, done.RecoveryCodes);
    }

    private static async Task<IResult> TurnOffAsync(HttpContext http, AccountScreens screens, FindOwnAccount find, TurnOffSecondFactor turnOff)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var (session, fault) = await turnOff.ExecuteAsync(Actor.Of(http.User), form["password"].ToString(), http.Connection.RemoteIpAddress, http.RequestAborted);
        return session is null ? await ShowAsync(http, screens, find, null, ("second-factor", fault!.Value)) : await GoOnAsync(http, session, "second-factor-off");
    }

    private static async Task<IResult> RenewCodesAsync(HttpContext http, AccountScreens screens, FindOwnAccount find, RenewRecoveryCodes renew)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var (codes, fault) = await renew.ExecuteAsync(Actor.Of(http.User), form["password"].ToString(), http.Connection.RemoteIpAddress, http.RequestAborted);
        return codes is null ? await ShowAsync(http, screens, find, null, ("second-factor", fault!.Value))
            : codes.Count == 0 ? Results.Redirect(Manage) : await ShowCodesAsync(http, screens, codes);
    }

    private static async Task<IResult> MakeFeedAsync(HttpContext http, AccountScreens screens, RenewFeedLink renew, PublicAddress address) =>
        await renew.ExecuteAsync(Actor.Of(http.User), http.RequestAborted) is { } code
            ? await screens.ShowAsync<FeedDocument>(http, new() { [nameof(FeedDocument.Link)] = address.Of(FeedLink.Path(code)) })
            : Results.Redirect("/account/login");

    private static async Task<IResult> EndFeedAsync(HttpContext http, EndFeedLink end)
    {
        await end.ExecuteAsync(Actor.Of(http.User), http.RequestAborted);
        return Results.Redirect(Manage + "?done=feed");
    }

    private static async Task<IResult> GoOnAsync(HttpContext http, AccountSession session, string done)
    {
        await AccountCookies.SignInAsync(http, session);
        return Results.Redirect($"{Manage}?done={done}");
    }

    private static async Task<IResult> ShowAsync(HttpContext http, AccountScreens screens, FindOwnAccount find, string? done, (string Form, AccountFault Fault)? fault) =>
        await find.ExecuteAsync(Actor.Of(http.User), http.RequestAborted) is { } own
            ? await screens.ShowAsync<ManageDocument>(http, new()
            {
                [nameof(ManageDocument.Own)] = own, [nameof(ManageDocument.Done)] = done, [nameof(ManageDocument.Fault)] = fault,
            }, status: fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity)
            : Results.Redirect("/account/login");

    private static Task<IResult> ShowSecretAsync(
        HttpContext http, AccountScreens screens, IDataProtectionProvider protection, OwnAccount own, byte[] key, AccountFault? fault) => screens.ShowAsync<SecondFactorDocument>(http, new()
        {
            [nameof(SecondFactorDocument.Own)] = own,
            [nameof(SecondFactorDocument.Key)] = key,
            [nameof(SecondFactorDocument.Sealed)] = Convert.ToHexString(Seal(protection, http.User).Protect(key)),
            [nameof(SecondFactorDocument.Fault)] = fault,
        }, status: fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static Task<IResult> ShowCodesAsync(HttpContext http, AccountScreens screens, IReadOnlyList<string> codes) =>
        screens.ShowAsync<RecoveryCodesDocument>(http, new() { [nameof(RecoveryCodesDocument.Codes)] = codes });

    private static byte[]? Opened(IDataProtectionProvider protection, ClaimsPrincipal user, string secret)
    {
        try { return Seal(protection, user).Unprotect(Convert.FromHexString(secret)); }
        catch (Exception wrong) when (wrong is FormatException or CryptographicException) { return null; }
    }

    // The secret waits in the form until a code shows that the app has it; sealed, so that it is ours and this account's.
    private static IDataProtector Seal(IDataProtectionProvider protection, ClaimsPrincipal user) =>
        protection.CreateProtector("second-factor", Actor.Of(user).ToString());
}
