using System.CommandLine;
using Board.Web.Access;

namespace Board.Web.Commands;

/// <summary><c>token add --name N --role R [--unit U]</c>: prints the token once, alone on the last line.</summary>
public static class TokenCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Make()
    {
        var name = new Option<string>("--name") { Required = true, Description = "Whom the token is for." };
        var role = new Option<Role>("--role") { Required = true, Description = "admin, secretariat, committee, reporter or viewer." };
        // The enum's own parser would take 4 and 99 as roles.
        role.AcceptOnlyFromAmong([.. Enum.GetNames<Role>().Select(name => name.ToLowerInvariant())]);
        var unit = new Option<string?>("--unit") { Description = "The unit that a reporter speaks for." };
        var add = new Command("add", "Create an API token.") { TreatUnmatchedTokensAsErrors = false };
        add.Add(name);
        add.Add(role);
        add.Add(unit);
        add.SetAction(async (parsed, cancel) =>
        {
            await using var app = Server.Build([.. parsed.UnmatchedTokens], null);
            await Server.OpenDatabaseAsync(app.Services, cancel);
            if (parsed.GetValue(unit) is not null) await Server.LoadPlansAsync(app.Services, cancel);
            var (token, refusal) = await app.Services.GetRequiredService<AddToken>()
                .ExecuteAsync(Actor.Console, parsed.GetValue(name)!, parsed.GetValue(role), parsed.GetValue(unit), cancel);
            if (token is null) return BoardCommands.Fail(Words(refusal!.Value, parsed.GetValue(unit)));
            Console.WriteLine(token);
            return 0;
        });
        var command = new Command("token", "API tokens.");
        command.Add(add);
        return command;
    }

    private static string Words(AddToken.Refusal refusal, string? unit) => refusal switch
    {
        AddToken.Refusal.NameMissing => "The name is empty.",
        AddToken.Refusal.UnitMissing => "A reporter needs --unit.",
        AddToken.Refusal.UnitNotAllowed => "Only a reporter is bound to a unit.",
        AddToken.Refusal.UnknownUnit => $"No plan has a unit '{unit}'.",
        _ => "Not allowed.",
    };
}
