using System.Globalization;
using Board.Domain.Calendar;
using Board.Domain.Reminders;
using Board.Web.Access;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Reminders;

/// <summary>All that decides about a plan's reminders, as the database has it at one moment.</summary>
public sealed record ReminderBook(
    PlanCalendar Calendar, ReminderPolicy Policy, IReadOnlyList<ReminderDuty> Duties, IReadOnlyDictionary<string, Account> Accounts, IReadOnlyList<ReminderRecipient> Recipients)
{
    private const string AccountPrefix = "account:";

    /// <summary>Reads it.</summary>
    public static async Task<ReminderBook> ReadAsync(BoardDb db, PlanCalendar calendar, BoardSettings.ReminderSettings settings, CancellationToken cancel)
    {
        var id = calendar.Plan.Id;
        var said = (await db.AssignmentProgress.AsNoTracking().Where(row => row.PlanId == id).OrderBy(row => row.Id).ToListAsync(cancel))
            .ToLookup(row => row.Assignment, row => row.ToEntry());
        IReadOnlyList<ReminderDuty> duties = [.. ReminderDuty.AllOf(calendar, await db.StandingsAsync(id, cancel), said), .. await db.ReadDirectiveDutiesAsync(calendar, cancel)];
        var accounts = (await db.Accounts.AsNoTracking().Where(row => row.DisabledAt == null).OrderBy(row => row.Id).ToListAsync(cancel)).ToDictionary(RecipientOf);
        return new(calendar, new(calendar, (await db.ReminderLadderAsync(cancel)).Stages, settings.Time), duties, accounts, RecipientsOf(accounts));
    }

    /// <summary>What must be done now on a channel.</summary>
    public async Task<ReminderDecisions> DueAsync(BoardDb db, ReminderChannel channel, DateTimeOffset now, CancellationToken cancel)
    {
        var id = Calendar.Plan.Id;
        var ledger = await db.Reminders.AsNoTracking().Where(row => row.PlanId == id && row.Channel == channel).ToListAsync(cancel);
        return Policy.Due(Duties, Recipients, ledger.Select(row => row.Known), now);
    }

    /// <summary>The duty of that key; null where there is none any more.</summary>
    public ReminderDuty? Find(string duty) => Duties.FirstOrDefault(one => one.Key == duty);

    /// <summary>The duty that a key of the ledger is about, even if its report was sent back since; null where there is none any more.</summary>
    public ReminderDuty? FindAny(string duty) => Find(duty) ?? Duties.FirstOrDefault(one => one.Key.Split('~')[0] == duty.Split('~')[0]);

    /// <summary>True while a notice is its recipient's business: somebody may have moved to another unit or role since.</summary>
    public bool Concerns(ReminderDuty duty, ReminderRow row) =>
        (row.Reason == ReminderReason.Owed ? [ReminderAudience.Unit] : (ReminderAudience[])[ReminderAudience.Office, ReminderAudience.Committee])
            .SelectMany(audience => ReminderPolicy.Audience(duty, audience, Recipients)).Any(recipient => recipient.Id == row.Recipient);

    /// <summary>How the ledger names an account.</summary>
    public static string RecipientOf(Account account) => AccountPrefix + account.Id.ToString(CultureInfo.InvariantCulture);

    // The secretariat is the standing office. Where nobody has that role, the administrators must see to it.
    private static IReadOnlyList<ReminderRecipient> RecipientsOf(Dictionary<string, Account> accounts)
    {
        var office = accounts.Values.Any(account => account.Role == Role.Secretariat) ? Role.Secretariat : Role.Admin;
        var found = new List<ReminderRecipient>();
        foreach (var (recipient, account) in accounts)
            if (account is { Role: Role.Reporter, Unit: { } unit }) found.Add(new(recipient, ReminderAudience.Unit, unit));
            else if (account.Role == office) found.Add(new(recipient, ReminderAudience.Office, null));
            else if (account.Role == Role.Committee) found.Add(new(recipient, ReminderAudience.Committee, null));
        return found;
    }
}
