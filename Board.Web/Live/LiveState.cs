using System.Collections.Immutable;
using System.Globalization;
using Board.Domain.Plans;
using Board.Domain.Progress;

namespace Board.Web.Live;

/// <summary>All boards at one version: immutable, one for the whole server.</summary>
/// <param name="Version">The board version that everything here is computed from.</param>
/// <param name="Epoch">Which database and which build of the product this is.</param>
/// <param name="Boards">By plan id.</param>
/// <param name="IsFresh">False while the database can't be read, so that nobody takes these figures for the newest.</param>
public sealed record LiveState(long Version, string Epoch, ImmutableDictionary<string, BoardSnapshot> Boards, bool IsFresh = true)
{
    /// <summary>Names what a page was made from: the build, the database and the plan's own version. A page of another one must load again.</summary>
    public string EpochOf(BoardSnapshot board) => $"{Epoch}-{board.PlanVersion.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Every plan that has a board, the newest first.</summary>
    public IReadOnlyList<Plan> Plans => [.. Boards.Values.Select(board => board.Plan).OrderByDescending(plan => plan.Year).ThenBy(plan => plan.Id, StringComparer.Ordinal)];

    /// <summary>
    /// The board of a plan; without one, that of the newest plan whose year has begun, so that next year's plan can be prepared without taking this
    /// year's place. Null where there is none.
    /// </summary>
    public BoardSnapshot? Find(string? planId) => planId is not null
        ? Boards.GetValueOrDefault(planId)
        : (Plans.FirstOrDefault(plan => plan.FirstDay <= Boards[plan.Id].Today) ?? Plans.LastOrDefault()) is { } current ? Boards[current.Id] : null;

    /// <summary>The board of the same locality's newest plan of an earlier year; null where there is none.</summary>
    public BoardSnapshot? EarlierThan(Plan plan) =>
        Plans.FirstOrDefault(other => other.Year < plan.Year && other.Locality == plan.Locality) is { } earlier ? Boards[earlier.Id] : null;
}
