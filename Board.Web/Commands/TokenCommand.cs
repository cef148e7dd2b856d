using System.CommandLine;
using Board.Web.Access;

namespace Board.Web.Commands;

/// <summary><c>token add --name N --role R [--unit U]</c>: prints the token once, alone on the last line.</summary>
public static class TokenCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Make() => AddCommand.Make(
        ("token", "API tokens."), "Create an API token.", new("--name") { Required = true, Description = "Whom the token is for." }, null,
        (services, given, cancel) => services.GetRequiredService<AddToken>().ExecuteAsync(Actor.Console, given.Name, given.Role, given.Unit, cancel));
}
