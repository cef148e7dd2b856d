using System.CommandLine;
using Board.Web.Access;
using Board.Web.Shell;

namespace Board.Web.Commands;

/// <summary><c>user add --email E --name N --role R [--unit U]</c>: prints the link to set a password once, alone on the last line.</summary>
public static class UserCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Make() => AddCommand.Make(
        ("user", "Accounts of people."), "Create an account.", new("--name") { Required = true, Description = "Whose account it is." },
        new("--email") { Required = true, Description = "The address to sign in with." },
        async (services, given, cancel) =>
        {
            var (_, code, fault) = await services.GetRequiredService<AddAccount>().ExecuteAsync(Actor.Console, new(given.Email!, given.Name, given.Role, given.Unit), cancel);
            return (code is null ? null : services.GetRequiredService<PublicAddress>().Of(AccountLink.Path(code)), fault);
        });
}
