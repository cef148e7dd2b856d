using System.Net.Mime;
using System.Text;
using Board.Domain.Reminders;
using Board.Web.Shell;
using Board.Web.Text;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Text;

namespace Board.Web.Reminders;

/// <summary>Writes the letters: what is owed, until when, and the way to it, in the language of the account.</summary>
public sealed class ReminderLetters(HtmlDrawing drawing, IStringLocalizer<Texts> texts, PublicAddress address, IOptions<BoardSettings> settings, TimeProvider clock)
{
    /// <summary>Writes the letter of a claim, true at this very moment, however long it had to wait.</summary>
    public Task<MimeMessage> WriteAsync(ReminderClaims.Claim claim) =>
        drawing.DrawAsync(Languages.Find(claim.Account.Language) ?? Languages.Vietnamese, async draw =>
        {
            var now = clock.GetUtcNow();
            var words = ReminderWords.Of(claim, address.Of(Path(claim.Book.Calendar.Plan.Id, claim.Duty)), now, texts);
            var letter = new MimeMessage
            {
                MessageId = claim.Row.MessageId,
                Date = claim.Book.Calendar.Clock.LocalTime(now),
                Subject = Say.OneLine(words.Subject),
                Body = Body(words.Text(), await draw(typeof(ReminderLetterDocument), new() { ["Words"] = words }), claim, words),
            };
            var sender = settings.Value.Mail.Sender;
            letter.From.Add(new MailboxAddress(Encoding.UTF8, sender.Name is { Length: > 0 } name ? name : texts["Product"], sender.Address));
            letter.To.Add(Address(claim.Account));
            // No machine answers a machine.
            letter.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
            return letter;
        });

    /// <summary>The page on which a duty is met.</summary>
    public static string Path(string plan, ReminderDuty duty)
    {
        // A decision has a place of its own on its page.
        if (duty.Title is not null) return $"/directives?plan={Uri.EscapeDataString(plan)}#{duty.Key.Split('~')[0].Replace('.', '-')}";
        var page = duty.Report is { } report ? $"/reports/{Uri.EscapeDataString(report.Period.ToString())}/{Uri.EscapeDataString(report.Unit.Code)}" : "/assignments";
        return $"{page}?plan={Uri.EscapeDataString(plan)}";
    }

    private static MailboxAddress Address(Access.Account account)
    {
        // The address alone is parsed, so nothing in the name can add another.
        var parsed = MailboxAddress.Parse(account.Email!);
        return new(Encoding.UTF8, Say.OneLine(account.Name), parsed.Address);
    }

    private CalendarEntry Entry(ReminderClaims.Claim claim, ReminderWords words) => DutyEvent.Of(
        claim.Book.Calendar, claim.Duty, new(claim.Row.CreatedAt), claim.PlanVersion, settings.Value.Mail.Sender.Domain, words.Link, texts);

    private MimeEntity Body(string text, string html, ReminderClaims.Claim claim, ReminderWords words)
    {
        var both = new MultipartAlternative { new TextPart(TextFormat.Plain) { Text = text }, new TextPart(TextFormat.Html) { Text = html } };
        if (!claim.IsFirst || claim.Row.Reason != ReminderReason.Owed) return both;
        var calendar = new MimePart(MediaTypeNames.Text.Plain)
        {
            Content = new MimeContent(new MemoryStream(Encoding.UTF8.GetBytes(CalendarEntry.Write([Entry(claim, words)], null)))),
            ContentDisposition = new(MimeKit.ContentDisposition.Attachment) { FileName = "han-bao-cao.ics" },
            ContentTransferEncoding = ContentEncoding.Base64,
        };
        calendar.ContentType.MediaType = "text";
        calendar.ContentType.MediaSubtype = "calendar";
        calendar.ContentType.Charset = "utf-8";
        calendar.ContentType.Parameters.Add("method", "PUBLISH");
        return new Multipart("mixed") { both, calendar };
    }
}
