using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Board.Domain.Progress;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Data;

/// <summary>A dunning letter as it was issued. The database itself refuses to change or delete one.</summary>
public sealed class DunningLetterRow
{
    public long Id { get; init; }
    public required string PlanId { get; init; }

    /// <summary>1 for the plan's first, rising by one.</summary>
    public required int Number { get; init; }

    /// <summary>Codes of the units that it is addressed to, with a blank between.</summary>
    public required string Units { get; init; }
    public required string Subject { get; init; }
    public required string Body { get; init; }
    public required DateOnly Due { get; init; }
    public required string Copies { get; init; }
    public required string Capacity { get; init; }
    public required string Signer { get; init; }
    public required DateOnly IssuedOn { get; init; }
    public required string By { get; init; }
    public required DateTime At { get; init; }

    /// <summary>A <see cref="LetterFacts"/> as it was frozen.</summary>
    public required string Facts { get; init; }

    /// <summary>Made with the form from which it was issued, so that a second click issues no second letter.</summary>
    public required string Key { get; init; }

    public LetterFacts Frozen => ReportJsonText.Read<LetterFacts>(Facts);

    public IReadOnlyList<string> UnitCodes => Units.Split(' ');

    /// <summary>What the letter is known by in the audit: everything that is printed.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(
        new object[] { Number, Units, Subject, Body, Due, Copies, Capacity, Signer, IssuedOn, Facts }))));
}

/// <summary>The table of dunning letters.</summary>
public static class LetterTables
{
    /// <summary>Describes it.</summary>
    public static void Describe(ModelBuilder model) => model.Entity<DunningLetterRow>(letter =>
    {
        letter.ToTable("DunningLetters");
        letter.HasOne<PlanRow>().WithMany().HasForeignKey(row => row.PlanId).OnDelete(DeleteBehavior.Restrict);
        letter.HasIndex(row => new { row.PlanId, row.Number }).IsUnique();
        letter.HasIndex(row => row.Key).IsUnique();
    });
}
