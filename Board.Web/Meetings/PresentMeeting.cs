using Board.Web.Access;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Meetings;

/// <summary>Lets somebody present on a plan's meeting screens.</summary>
public sealed class PresentMeeting(IDbContextFactory<BoardDb> databases, MeetingStage stage)
{
    /// <summary>What came of it.</summary>
    public abstract record Result
    {
        /// <summary>Their screen leads from now on.</summary>
        public sealed record Presenting : Result;

        /// <summary>Somebody else presents.</summary>
        public sealed record Taken(string By) : Result;

        /// <summary>The role does not present.</summary>
        public sealed record NotAllowed : Result;
    }

    /// <summary>Begins, or says why not.</summary>
    /// <param name="relieve">Take over from whoever presents.</param>
    public async Task<Result> ExecuteAsync(Actor actor, string planId, Guid screen, string slide, IReadOnlyList<string> order, bool relieve, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await actor.LoadAsync(db, cancel) is not { Convenes: true } permit) return new Result.NotAllowed();
        return stage.Present(planId, new(screen, permit.Name, slide, order, IsLost: false), relieve) is { } other ? new Result.Taken(other.Name) : new Result.Presenting();
    }
}
