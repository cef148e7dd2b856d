using System.Globalization;
using System.Text;
using Board.Web.Live;
using Board.Web.Shell;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;

namespace Board.Web.Access;

/// <summary>Draws the pages of accounts: documents with plain forms, which need no script and no circuit.</summary>
public sealed class AccountScreens(HtmlDrawing drawing, PageAssets assets, BoardNotice notice, IAntiforgery forms)
{
    /// <summary>Answers a page.</summary>
    /// <typeparam name="TDocument">What it consists of; its <c>Frame</c> is filled in.</typeparam>
    /// <param name="kept">What a change of language must keep of the address.</param>
    public async Task<IResult> ShowAsync<TDocument>(
        HttpContext http, Dictionary<string, object?>? content = null, string? kept = null, int status = StatusCodes.Status200OK) where TDocument : IComponent
    {
        // Sets the cookie that the form's token belongs to, and keeps the answer out of every cache.
        var tokens = forms.GetAndStoreTokens(http);
        Dictionary<string, object?> parameters = new(content ?? [])
        {
            ["Frame"] = new AccountFrame(assets.Address, notice.Text, http.Request.Path, kept, tokens.FormFieldName, tokens.RequestToken!, http.User.Identity?.AuthenticationType == AccountCookies.Scheme),
        };
        var html = await drawing.DrawAsync(CultureInfo.CurrentUICulture, draw => draw(typeof(TDocument), parameters));
        return Results.Content(html, "text/html", Encoding.UTF8, status);
    }

    /// <summary>True if the form was drawn here for whoever sends it.</summary>
    public async Task<bool> IsOwnAsync(HttpContext http)
    {
        try
        {
            await forms.ValidateRequestAsync(http);
            return true;
        }
        catch (AntiforgeryValidationException)
        {
            return false;
        }
    }
}
