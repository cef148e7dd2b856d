using System.Collections.Immutable;
using Board.Domain.Progress;

namespace Board.Web.Live;

/// <summary>All boards at one version: immutable, one for the whole server.</summary>
/// <param name="Version">The board version that everything here is computed from.</param>
/// <param name="Epoch">Which database and which build of the product this is; an open page of another one must load again.</param>
/// <param name="Boards">By plan id.</param>
public sealed record LiveState(long Version, string Epoch, ImmutableDictionary<string, BoardSnapshot> Boards)
{
    /// <summary>The board of a plan, or of the newest plan; null where there is none.</summary>
    public BoardSnapshot? Find(string? planId) =>
        planId is null
            ? Boards.Values.OrderByDescending(board => board.Plan.Year).ThenBy(board => board.Plan.Id, StringComparer.Ordinal).FirstOrDefault()
            : Boards.GetValueOrDefault(planId);
}
