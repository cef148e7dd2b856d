using System.Security.Cryptography;
using System.Text;
using Board.Web.Text;

namespace Board.Web.Reminders;

/// <summary>The address that calendars read. It asks nobody who they are: whoever has the link may read it, until its owner ends it.</summary>
public static class Feeds
{
    /// <summary>Maps it.</summary>
    public static void MapFeeds(this IEndpointRouteBuilder app) => app.MapGet("/calendar/{feedToken}.ics", ReadAsync).ExcludeFromDescription();

    private static async Task<IResult> ReadAsync(string feedToken, HttpContext http, ReadFeed read)
    {
        if (await read.ExecuteAsync(feedToken, http.RequestAborted) is not { } file) return Results.StatusCode(StatusCodes.Status404NotFound);
        var body = Encoding.UTF8.GetBytes(file);
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\"";
        http.Response.Headers.ETag = tag;
        // Asked for anew each time, so that a link that was ended shows nothing any more.
        http.Response.Headers.CacheControl = "private, no-cache";
        if (Tagged.IsKnown(http.Request, tag)) return Results.StatusCode(StatusCodes.Status304NotModified);
        return Results.Bytes(body, "text/calendar; charset=utf-8");
    }
}
