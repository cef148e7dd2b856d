using System.CommandLine;
using Board.Web.Data;

namespace Board.Web.Commands;

/// <summary><c>check</c>: every integrity invariant over the database, a line each.</summary>
public static class CheckCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Make()
    {
        var check = new Command("check", "Run every integrity invariant over the database.") { TreatUnmatchedTokensAsErrors = false };
        check.SetAction(async (parsed, cancel) =>
        {
            await using var app = Server.Build([.. parsed.UnmatchedTokens], null);
            Settings.Read(app.Services);
            var findings = await CheckDatabase.ExecuteAsync(app.Configuration.GetConnectionString("Board")!, cancel);
            foreach (var finding in findings)
                Console.WriteLine(finding.Faults.Count == 0 ? $"ok    {finding.Invariant}" : $"FAIL  {finding.Invariant}: {string.Join("; ", finding.Faults)}");
            return findings.All(finding => finding.Faults.Count == 0) ? 0 : 1;
        });
        return check;
    }
}
