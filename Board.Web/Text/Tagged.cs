using System.Globalization;

namespace Board.Web.Text;

/// <summary>Answers whose entity tag is the board version.</summary>
public static class Tagged
{
    /// <summary>The body, or 304 to whoever has that version already.</summary>
    public static IResult Json<T>(HttpContext context, long version, Func<T> body)
    {
        var tag = $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "no-cache";
        return IsKnown(context.Request, tag) ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Ok(body());
    }

    /// <summary>True if the asker has what a tag stands for; a proxy may have made the tag a weak one.</summary>
    public static bool IsKnown(HttpRequest request, string tag) => request.Headers.IfNoneMatch
        .SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries))
        .Any(value => value == tag || value == "W/" + tag || value == "*");
}
