using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Metadata;

namespace Board.Web.Access;

/// <summary>The pages by which people get in and out. What they do with an account once they are in is in <see cref="OwnAccountPages"/>.</summary>
public static class AccountPages
{
    private const int LargestForm = 16 * 1024;

    /// <summary>A group of pages with forms that are taken only if they were drawn here, and only if they are as small as those are.</summary>
    public static RouteGroupBuilder MapAccountForms(this WebApplication app, string path) =>
        app.MapGroup(path).ExcludeFromDescription().WithMetadata(new FormLimit(LargestForm)).AddEndpointFilter(async (call, next) =>
            HttpMethods.IsPost(call.HttpContext.Request.Method) && !await call.HttpContext.RequestServices.GetRequiredService<AccountScreens>().IsOwnAsync(call.HttpContext)
                ? Results.StatusCode(StatusCodes.Status400BadRequest)
                : await next(call));

    /// <summary>Maps the pages of accounts.</summary>
    public static void MapAccountPages(this WebApplication app)
    {
        var account = app.MapAccountForms("/account");
        account.MapGet("/login", LoginAsync);
        account.MapPost("/login", SignInAsync);
        account.MapGet("/code", CodeAsync);
        account.MapPost("/code", ConfirmAsync);
        account.MapPost("/logout", (Delegate)SignOutAsync);
        account.MapGet("/setup", SetupAsync);
        account.MapPost("/setup", SetUpAsync);
        account.MapOwnAccountPages();
    }

    private static Task<IResult> LoginAsync(HttpContext http, AccountScreens screens, string? returnUrl = null, string? done = null)
    {
        if (http.User.Identity?.AuthenticationType == AccountCookies.Scheme) return Task.FromResult(Results.Redirect(LocalAddress.AfterSignIn(returnUrl, Enum.TryParse<Role>(http.User.FindFirstValue(ClaimTypes.Role), out var role) ? role : null)));
        return ShowLoginAsync(http, screens, new(returnUrl, null, null, done == "setup"));
    }

    private static async Task<IResult> SignInAsync(HttpContext http, AccountScreens screens, SignIn signIn)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        string email = form["email"].ToString(), address = form["returnUrl"].ToString();
        switch (await signIn.ExecuteAsync(new(email, form["password"].ToString(), http.Connection.RemoteIpAddress), http.RequestAborted))
        {
            case SignIn.Result.In { Session: var session }:
                await AccountCookies.SignInAsync(http, session);
                return Results.Redirect(LocalAddress.AfterSignIn(address, session.Role));
            case SignIn.Result.NeedsCode { Session: var session }:
                await AccountCookies.SignInHalfwayAsync(http, session);
                return Results.Redirect("/account/code" + Query(address));
            case SignIn.Result.TooMany:
                return await ShowLoginAsync(http, screens, new(address, email, "Account.TooMany", false), StatusCodes.Status429TooManyRequests);
            default:
                return await ShowLoginAsync(http, screens, new(address, email, "Account.Refused", false), StatusCodes.Status401Unauthorized);
        }
    }

    private static async Task<IResult> CodeAsync(HttpContext http, AccountScreens screens, string? returnUrl = null) =>
        await AccountCookies.FindHalfwayAsync(http) is null
            ? Results.Redirect("/account/login" + Query(returnUrl))
            : await ShowCodeAsync(http, screens, returnUrl, null, StatusCodes.Status200OK);

    private static async Task<IResult> ConfirmAsync(HttpContext http, AccountScreens screens, ConfirmSignIn confirm)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var address = form["returnUrl"].ToString();
        if (await AccountCookies.FindHalfwayAsync(http) is not var (id, stamp)) return Results.Redirect("/account/login" + Query(address));
        switch (await confirm.ExecuteAsync(new(id, stamp, form["code"].ToString(), http.Connection.RemoteIpAddress), http.RequestAborted))
        {
            case SignIn.Result.In { Session: var session }:
                await http.SignOutAsync(AccountCookies.HalfwayScheme);
                await AccountCookies.SignInAsync(http, session);
                return Results.Redirect(LocalAddress.AfterSignIn(address, session.Role));
            case SignIn.Result.TooMany:
                return await ShowCodeAsync(http, screens, address, "Account.TooMany", StatusCodes.Status429TooManyRequests);
            default:
                return await ShowCodeAsync(http, screens, address, "Account.CodeRefused", StatusCodes.Status401Unauthorized);
        }
    }

    private static async Task<IResult> SignOutAsync(HttpContext http)
    {
        await http.SignOutAsync(AccountCookies.Scheme);
        await http.SignOutAsync(AccountCookies.HalfwayScheme);
        return Results.Redirect("/account/login");
    }

    private static async Task<IResult> SetupAsync(HttpContext http, AccountScreens screens, SetUpAccount setUp, string? code = null) =>
        await setUp.FindAsync(code, http.RequestAborted) is { } invitation
            ? await ShowSetupAsync(http, screens, code!, invitation, null, StatusCodes.Status200OK)
            : await ShowVoidLinkAsync(http, screens);

    private static async Task<IResult> SetUpAsync(HttpContext http, AccountScreens screens, SetUpAccount setUp)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        string code = form["code"].ToString(), email = form["email"].ToString(), name = form["name"].ToString();
        var result = await setUp.ExecuteAsync(new(code, form["password"].ToString(), form["repeated"].ToString(), email, name), http.RequestAborted);
        if (result is SetUpAccount.Result.Done) return Results.Redirect("/account/login?done=setup");
        if (result is not SetUpAccount.Result.Faulty { Fault: var fault } || await setUp.FindAsync(code, http.RequestAborted) is not { } invitation)
            return await ShowVoidLinkAsync(http, screens);
        return await ShowSetupAsync(http, screens, code, invitation, new(email, name, fault), StatusCodes.Status422UnprocessableEntity);
    }

    private static Task<IResult> ShowLoginAsync(HttpContext http, AccountScreens screens, LoginDocument.Content content, int status = StatusCodes.Status200OK) =>
        screens.ShowAsync<LoginDocument>(http, new() { [nameof(LoginDocument.Shown)] = content }, Query(content.ReturnUrl).TrimStart('?'), status);

    private static Task<IResult> ShowCodeAsync(HttpContext http, AccountScreens screens, string? returnUrl, string? fault, int status) => screens.ShowAsync<CodeDocument>(
        http, new() { [nameof(CodeDocument.ReturnUrl)] = returnUrl, [nameof(CodeDocument.FaultKey)] = fault }, Query(returnUrl).TrimStart('?'), status);

    private static Task<IResult> ShowSetupAsync(
        HttpContext http, AccountScreens screens, string code, SetUpAccount.Invitation invitation, SetupDocument.Entry? entry, int status) => screens.ShowAsync<SetupDocument>(
        http, new() { [nameof(SetupDocument.Code)] = code, [nameof(SetupDocument.Invitation)] = invitation, [nameof(SetupDocument.Typed)] = entry },
        "code=" + Uri.EscapeDataString(code), status);

    private static Task<IResult> ShowVoidLinkAsync(HttpContext http, AccountScreens screens) => screens.ShowAsync<VoidLinkDocument>(http, status: StatusCodes.Status404NotFound);

    private static string Query(string? returnUrl) => LocalAddress.Of(returnUrl) is var address and not "/" ? "?returnUrl=" + Uri.EscapeDataString(address) : "";

    private sealed record FormLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
