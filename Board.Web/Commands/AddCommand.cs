using System.CommandLine;
using Board.Web.Access;

namespace Board.Web.Commands;

/// <summary>What <c>user add</c> and <c>token add</c> have in common: a name, a role, a reporter's unit, and the words for what is wrong with them.</summary>
internal static class AddCommand
{
    /// <summary>Who is to be added.</summary>
    /// <param name="Email">Null where none is asked for.</param>
    public sealed record Given(string Name, Role Role, string? Unit, string? Email);

    /// <summary>Makes the command; what it adds is answered once, alone on the last line.</summary>
    /// <param name="noun">The word before <c>add</c>, and what it stands for.</param>
    /// <param name="email">Asked for too, where there is one.</param>
    public static Command Make(
        (string Word, string Meaning) noun, string description, Option<string> name, Option<string>? email,
        Func<IServiceProvider, Given, CancellationToken, Task<(string? Line, AccountFault? Fault)>> run)
    {
        var role = new Option<Role>("--role") { Required = true, Description = "admin, secretariat, committee, reporter or viewer." };
        // The enum's own parser would take 4 and 99 as roles.
        role.AcceptOnlyFromAmong([.. Enum.GetNames<Role>().Select(name => name.ToLowerInvariant())]);
        var unit = new Option<string?>("--unit") { Description = "The unit that a reporter speaks for." };
        var add = new Command("add", description) { TreatUnmatchedTokensAsErrors = false };
        foreach (var option in (Option?[])[email, name, role, unit])
            if (option is not null) add.Add(option);
        add.SetAction(async (parsed, cancel) =>
        {
            await using var app = Server.Build([.. parsed.UnmatchedTokens], null);
            var given = new Given(parsed.GetValue(name)!, parsed.GetValue(role), parsed.GetValue(unit), email is null ? null : parsed.GetValue(email));
            Settings.Read(app.Services);
            // What is wrong in any case is said before anything is made; what only the database knows, by whatever adds.
            var inFiles = given.Unit is { } code && await Server.PlanFilesAsync(app.Services, cancel).AnyAsync(file => file.Reading.Plan?.FindUnit(code) is not null, cancel);
            if (FaultOf(given, inFiles || Server.HasDatabase(app.Services)) is { } wrong) return BoardCommands.Fail(Words(wrong, given));
            await Server.OpenDatabaseAsync(app.Services, cancel);
            if (inFiles) await Server.LoadPlansAsync(app.Services, cancel);
            var (line, fault) = await run(app.Services, given, cancel);
            if (line is null) return BoardCommands.Fail(Words(fault!.Value, given));
            Console.WriteLine(line);
            return 0;
        });
        var command = new Command(noun.Word, noun.Meaning);
        command.Add(add);
        return command;
    }

    private static AccountFault? FaultOf(Given given, bool mayBeUnit) =>
        (given.Email is { } email ? AccountRules.OfEmail(email) : null) ?? AccountRules.OfName(given.Name) ?? AccountRules.OfRole(given.Role, given.Unit)
        ?? (given.Unit is null || mayBeUnit ? null : AccountFault.UnknownUnit);

    private static string Words(AccountFault fault, Given given) => fault switch
    {
        AccountFault.NameMissing => "The name is empty.",
        AccountFault.NameTooLong => $"The name is longer than {AccountRules.LongestName} characters.",
        AccountFault.NameWrong => "The name holds control characters.",
        AccountFault.EmailWrong => $"'{given.Email}' is not an e-mail address.",
        AccountFault.EmailTaken => $"There is an account of '{given.Email}' already.",
        AccountFault.UnitMissing => "A reporter needs --unit.",
        AccountFault.UnitNotAllowed => "Only a reporter is bound to a unit.",
        AccountFault.UnknownUnit => $"No plan has a unit '{given.Unit}'.",
        _ => "Not allowed.",
    };
}
