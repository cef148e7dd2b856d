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
            var fault = MimeKit.MailboxAddress.TryParse(claim.Account.Email, out _)
                ? await post.SendAsync(await letters.WriteAsync(claim), () => claims.Holds(claim), cancel)
                : new MailFault(MailFaultKind.Refused, "no address");
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
}
