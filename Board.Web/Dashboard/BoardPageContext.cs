using Board.Domain.Plans;

namespace Board.Web.Dashboard;

/// <summary>What a board page needs beside the board.</summary>
/// <param name="Epoch">Names the life of the server's data; a page of another epoch reloads itself.</param>
/// <param name="Notice">What must stand on every page, such as that the figures are illustrative; null where nothing must.</param>
/// <param name="Asset">Maps <c>css/app.css</c> to the address that browsers may keep for ever.</param>
/// <param name="NamesPlan">True where an address without a plan means another one, so that links must name it.</param>
public sealed record BoardPageContext(string Epoch, LocalText? Notice, Func<string, string> Asset, bool NamesPlan = false)
{
    /// <summary>Every plan that has a board, the newest first.</summary>
    public IReadOnlyList<Plan> Plans { get; init; } = [];
}
