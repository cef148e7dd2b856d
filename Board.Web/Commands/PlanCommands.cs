using System.CommandLine;
using Board.Domain.Plans;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Text;
using Microsoft.Extensions.Localization;

namespace Board.Web.Commands;

/// <summary><c>plan validate FILE</c> and <c>plan import FILE</c>.</summary>
public static class PlanCommands
{
    /// <summary>Makes the command.</summary>
    public static Command Make()
    {
        var plan = new Command("plan", "Check and load plan files.");
        plan.Add(Verb("validate", "Say every fault of a plan file with its JSON path.", ValidateAsync));
        plan.Add(Verb("import", "Validate and load a plan file: all of it or nothing.", ImportAsync));
        return plan;
    }

    private static Command Verb(string name, string description, Func<ParseResult, byte[], CancellationToken, Task<int>> run)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A plan file." }.AcceptExistingOnly();
        file.Validators.Add(given =>
        {
            if (given.Tokens.FirstOrDefault(token => Directory.Exists(token.Value)) is { } folder) given.AddError($"'{folder.Value}' is not a file.");
        });
        var verb = new Command(name, description) { TreatUnmatchedTokensAsErrors = false };
        verb.Add(file);
        verb.SetAction(async (parsed, cancel) => await run(parsed, await PlanDisk.ReadAsync(parsed.GetValue(file)!.FullName, cancel), cancel));
        return verb;
    }

    private static async Task<int> ValidateAsync(ParseResult parsed, byte[] file, CancellationToken cancel)
    {
        await using var app = Server.Build([.. parsed.UnmatchedTokens], null);
        var reading = PlanFile.Read(file);
        if (reading.Plan is { } plan) Console.WriteLine($"{plan.Id}: OK");
        return Say(app.Services, reading.Faults);
    }

    private static async Task<int> ImportAsync(ParseResult parsed, byte[] file, CancellationToken cancel)
    {
        await using var app = Server.Build([.. parsed.UnmatchedTokens], null);
        await Server.OpenDatabaseAsync(app.Services, cancel);
        var result = await app.Services.GetRequiredService<ImportPlan>().ExecuteAsync(Actor.Console, file, cancel);
        switch (result.Outcome)
        {
            case ImportPlan.Outcome.Faulty:
                return Say(app.Services, result.Faults);
            case ImportPlan.Outcome.ReadingsInTheWay:
                foreach (var key in result.InTheWay) Console.Error.WriteLine($"{result.PlanId}: stored readings of {key} would lose their place");
                return 1;
            case ImportPlan.Outcome.ReportsInTheWay:
                foreach (var key in result.InTheWay) Console.Error.WriteLine($"{result.PlanId}: the report {key} was handed in and would lose its deadline");
                return 1;
            default:
                Console.WriteLine($"{result.PlanId}: {result.Outcome switch { ImportPlan.Outcome.Added => "loaded", ImportPlan.Outcome.Replaced => "replaced", _ => "unchanged" }}");
                return 0;
        }
    }

    private static int Say(IServiceProvider services, IReadOnlyList<PlanFault> faults)
    {
        var words = services.GetRequiredService<IStringLocalizer<Refusals>>();
        foreach (var fault in faults) Console.WriteLine($"{fault.Path}: {fault.Code}: {Refusals.Say(words, fault.Code, [.. fault.Arguments])}");
        return faults.Count > 0 ? 1 : 0;
    }
}
