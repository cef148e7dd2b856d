using System.CommandLine;
using Board.Web.Access;
using Board.Web.Shell;

namespace Board.Web.Commands;

/// <summary><c>user add --email E --name N --role R [--unit U]</c>: prints the link to set a password once, alone on the last line.</summary>
public static class UserCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Make()
    {
        var email = new Option<string>("--email") { Required = true, Description = "The address to sign in with." };
        var name = new Option<string>("--name") { Required = true, Description = "Whose account it is." };
        var role = new Option<Role>("--role") { Required = true, Description = "admin, secretariat, committee, reporter or viewer." };
        // The enum's own parser would take 4 and 99 as roles.
        role.AcceptOnlyFromAmong([.. Enum.GetNames<Role>().Select(name => name.ToLowerInvariant())]);
        var unit = new Option<string?>("--unit") { Description = "The unit that a reporter speaks for." };
        var add = new Command("add", "Create an account.") { TreatUnmatchedTokensAsErrors = false };
        add.Add(email);
        add.Add(name);
        add.Add(role);
        add.Add(unit);
        add.SetAction(async (parsed, cancel) =>
        {
            await using var app = Server.Build([.. parsed.UnmatchedTokens], null);
            await Server.OpenDatabaseAsync(app.Services, cancel);
            if (parsed.GetValue(unit) is not null) await Server.LoadPlansAsync(app.Services, cancel);
            var request = new AddAccount.Request(parsed.GetValue(email)!, parsed.GetValue(name)!, parsed.GetValue(role), parsed.GetValue(unit));
            var (_, code, fault) = await app.Services.GetRequiredService<AddAccount>().ExecuteAsync(Actor.Console, request, cancel);
            if (code is null) return BoardCommands.Fail(Words(fault!.Value, request));
            Console.WriteLine(app.Services.GetRequiredService<PublicAddress>().Of(AccountLink.Path(code)));
            return 0;
        });
        var command = new Command("user", "Accounts of people.");
        command.Add(add);
        return command;
    }

    private static string Words(AccountFault fault, AddAccount.Request request) => fault switch
    {
        AccountFault.NameMissing => "The name is empty.",
        AccountFault.NameTooLong => $"The name is longer than {AccountRules.LongestName} characters.",
        AccountFault.NameWrong => "The name holds control characters.",
        AccountFault.EmailWrong => $"'{request.Email}' is not an e-mail address.",
        AccountFault.EmailTaken => $"There is an account of '{request.Email}' already.",
        AccountFault.UnitMissing => "A reporter needs --unit.",
        AccountFault.UnitNotAllowed => "Only a reporter is bound to a unit.",
        AccountFault.UnknownUnit => $"No plan has a unit '{request.Unit}'.",
        _ => "Not allowed.",
    };
}
