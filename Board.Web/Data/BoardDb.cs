using Board.Web.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Board.Web.Data;

/// <summary>The board's database. Decimals are integers of ten-thousandths, instants are UTC.</summary>
public sealed class BoardDb(DbContextOptions<BoardDb> options) : DbContext(options)
{
    public DbSet<PlanRow> Plans => Set<PlanRow>();
    public DbSet<ReadingRow> Readings => Set<ReadingRow>();
    public DbSet<BoardVersionRow> BoardVersion => Set<BoardVersionRow>();
    public DbSet<TokenRow> Tokens => Set<TokenRow>();
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<AccountLinkRow> AccountLinks => Set<AccountLinkRow>();
    public DbSet<RecoveryCodeRow> RecoveryCodes => Set<RecoveryCodeRow>();
    public DbSet<ReceiptRow> Receipts => Set<ReceiptRow>();
    public DbSet<AuditRow> Audit => Set<AuditRow>();
    public DbSet<ReportRow> Reports => Set<ReportRow>();
    public DbSet<SubmissionRow> Submissions => Set<SubmissionRow>();
    public DbSet<SubmittedReadingRow> SubmittedReadings => Set<SubmittedReadingRow>();
    public DbSet<ReviewRow> Reviews => Set<ReviewRow>();
    public DbSet<AssignmentProgressRow> AssignmentProgress => Set<AssignmentProgressRow>();
    public DbSet<AttachmentRow> Attachments => Set<AttachmentRow>();
    public DbSet<ReminderRow> Reminders => Set<ReminderRow>();
    public DbSet<ReminderStageRow> ReminderStages => Set<ReminderStageRow>();
    public DbSet<ReminderPauseRow> ReminderPauses => Set<ReminderPauseRow>();
    public DbSet<MeetingRow> Meetings => Set<MeetingRow>();
    public DbSet<DirectiveRow> Directives => Set<DirectiveRow>();
    public DbSet<DirectiveEntryRow> DirectiveEntries => Set<DirectiveEntryRow>();
    public DbSet<DunningLetterRow> DunningLetters => Set<DunningLetterRow>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<decimal>().HaveConversion<TenThousandths>();
        conventions.Properties<DateTime>().HaveConversion<Utc>();
        conventions.Properties<Enum>().HaveConversion<string>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<PlanRow>().HasKey(row => row.Id);
        model.Entity<ReadingRow>(reading =>
        {
            reading.HasOne<PlanRow>().WithMany().HasForeignKey(row => row.PlanId).OnDelete(DeleteBehavior.Restrict);
            reading.HasIndex(row => new { row.PlanId, row.Indicator, row.Unit, row.AsOf, row.Revision }).IsUnique();
            reading.HasIndex(row => new { row.PlanId, row.Indicator, row.Unit, row.AsOf }, "IX_Readings_Current").IsUnique().HasFilter("\"Current\" = 1");
            reading.HasIndex(row => new { row.PlanId, row.Version, row.Indicator });
            reading.HasIndex(row => new { row.PlanId, row.Id });
        });
        model.Entity<BoardVersionRow>().Property(row => row.Id).ValueGeneratedNever();
        model.Entity<TokenRow>().HasIndex(row => row.Hash).IsUnique();
        model.Entity<Account>(account =>
        {
            account.Property(row => row.Email).IsRequired();
            account.Property(row => row.NormalizedEmail).IsRequired();
            account.Property(row => row.SecurityStamp).IsRequired();
            account.HasIndex(row => row.NormalizedEmail).IsUnique();
            account.HasIndex(row => row.FeedHash).IsUnique();
            // What Identity offers beside what is used here. Writers wait for each other, so none needs a stamp against another.
            account.Ignore(row => row.UserName).Ignore(row => row.NormalizedUserName).Ignore(row => row.EmailConfirmed).Ignore(row => row.PhoneNumber)
                .Ignore(row => row.PhoneNumberConfirmed).Ignore(row => row.LockoutEnabled).Ignore(row => row.ConcurrencyStamp);
        });
        model.Entity<AccountLinkRow>(link =>
        {
            link.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
            link.HasIndex(row => row.Hash).IsUnique();
        });
        model.Entity<RecoveryCodeRow>().HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
        model.Entity<ReceiptRow>().HasKey(row => new { row.Actor, row.Key });
        ReportTables.Describe(model);
        ReminderTables.Describe(model);
        ReminderSettingTables.Describe(model);
        MeetingTables.Describe(model);
        LetterTables.Describe(model);
    }

    private sealed class TenThousandths() : ValueConverter<decimal, long>(value => (long)(value * 10_000m), stored => Stored.Decimal(stored));

    private sealed class Utc() : ValueConverter<DateTime, DateTime>(value => value, stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc));
}

/// <summary>What the database's own types stand for.</summary>
public static class Stored
{
    /// <summary>A decimal is stored as an integer of ten-thousandths.</summary>
    public static decimal Decimal(long tenThousandths) => tenThousandths / 10_000m;
}
