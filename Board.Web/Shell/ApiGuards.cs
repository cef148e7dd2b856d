using Board.Web.Live;
using Board.Web.Text;
using Microsoft.Net.Http.Headers;

namespace Board.Web.Shell;

/// <summary>What holds for every call of the API before it is looked at.</summary>
public static class ApiGuards
{
    /// <summary>Says in the demo that the figures are illustrative.</summary>
    public const string NoticeHeader = "Board-Notice";

    /// <summary>Marks the demo's answers, keeps what says nothing else of it out of every cache, and refuses bodies in another encoding than UTF-8.</summary>
    public static void UseApiGuards(this WebApplication app)
    {
        var notice = app.Services.GetRequiredService<BoardNotice>().Text?.En;
        app.UseWhen(context => Api.IsCall(context.Request), calls => calls.Use((context, next) =>
        {
            context.Response.OnStarting(static response =>
            {
                var headers = ((HttpResponse)response).Headers;
                if (headers.CacheControl.Count == 0) headers.CacheControl = "private, no-store";
                return Task.CompletedTask;
            }, context.Response);
            if (notice is not null) context.Response.Headers[NoticeHeader] = notice;
            return IsUtf8(context.Request.ContentType) ? next(context) : Problems.Of(StatusCodes.Status415UnsupportedMediaType, "not-json-body").ExecuteAsync(context);
        }));
    }

    private static bool IsUtf8(string? contentType) =>
        !MediaTypeHeaderValue.TryParse(contentType, out var type) || !type.Charset.HasValue
        || type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
