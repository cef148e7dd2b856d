using Board.Web.Live;

namespace Board.Web.Dashboard;

/// <summary>The board page.</summary>
public static class BoardPages
{
    /// <summary>Adds what pages need.</summary>
    public static void AddBoardPages(this IServiceCollection services)
    {
        services.AddAntiforgery();
        services.AddSingleton<RenderFragments>((_, _, _, _) => Task.FromResult<IReadOnlyList<PageFragment>>([]));
    }

    /// <summary>Maps them.</summary>
    public static void MapBoardPages(this WebApplication app)
    {
        app.MapGet("/", () => "board");
    }
}
