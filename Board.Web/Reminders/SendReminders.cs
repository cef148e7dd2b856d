using Microsoft.Extensions.Options;

namespace Board.Web.Reminders;

/// <summary>Sends what the ledger holds due, one letter after the other, until nothing is left or the mail server gives up.</summary>
public sealed class SendReminders(
    ReminderClaims claims, ReminderLetters letters, IServiceProvider services, IOptions<BoardSettings> settings, TimeProvider clock, ILogger<SendReminders> log)
{
    /// <summary>Sends; answers how many were handed over.</summary>
    public async Task<int> ExecuteAsync(CancellationToken cancel = default)
    {
        var sent = 0;
        await using var post = ActivatorUtilities.CreateInstance<MailPost>(services);
        var pace = TimeSpan.FromMinutes(1) / settings.Value.Mail.MostPerMinute;
        while (await claims.TakeAsync(cancel) is { } claim)
        {
            var fault = await HandOverAsync(post, claim, cancel);
            if (fault is null)
            {
                await claims.SentAsync(claim);
                sent++;
            }
            else
            {
                log.LogWarning("Reminder {Reminder} was not sent: {Kind}, {Fault}", claim.Row.Id, fault.Kind, fault.Text);
                await claims.FailedAsync(claim, fault);
                if (fault.Kind == MailFaultKind.Server) break;
            }
            await Task.Delay(pace, clock, cancel);
        }
        return sent;
    }

    private async Task<MailFault?> HandOverAsync(MailPost post, ReminderClaims.Claim claim, CancellationToken cancel)
    {
        if (!MimeKit.MailboxAddress.TryParse(claim.Account.Email, out _)) return new(MailFaultKind.Refused, "no address");
        try
        {
            return await post.SendAsync(await letters.WriteAsync(claim), () => claims.Holds(claim), cancel);
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            // A letter that can't be written keeps no other one waiting, and in a day somebody sees that it was never sent.
            log.LogError(fault, "The letter of reminder {Reminder} could not be made.", claim.Row.Id);
            return MailFault.Of(MailFaultKind.Passing, fault.Message);
        }
    }
}
