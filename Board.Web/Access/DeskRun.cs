using Board.Web.Text;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Board.Web.Access;

/// <summary>
/// What is done at a desk with a list, one after the other: an act, after which the list is read again. A database that fails is said, and ends neither the
/// page nor what was typed.
/// </summary>
internal sealed class DeskRun(Func<Task<Actor>> actor, Func<Actor, Task> read, ISnackbar messages, IStringLocalizer<Texts> texts, ILogger log)
{
    /// <summary>True while something is being done.</summary>
    public bool IsBusy { get; private set; }

    /// <summary>True where the list could not be read.</summary>
    public bool IsUnread { get; private set; }

    /// <summary>Does it, unless something else is being done.</summary>
    /// <param name="act">Null: the list is read, no more.</param>
    public async Task RunAsync(Func<Actor, Task>? act = null)
    {
        if (IsBusy) return;
        (IsBusy, IsUnread) = (true, false);
        var acted = act is null;
        try
        {
            if (act is not null) await act(await actor());
            acted = true;
            await read(await actor());
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "A list could not be read or changed.");
            IsUnread = acted;
            messages.Add(texts[acted ? "Work.Unread" : "Work.Failed"].Value, Severity.Error);
        }
        finally
        {
            IsBusy = false;
        }
    }
}
