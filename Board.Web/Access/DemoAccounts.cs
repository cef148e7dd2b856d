namespace Board.Web.Access;

/// <summary>Accounts that the demo tells everybody on its sign-in page; there are none on the real board.</summary>
public sealed record DemoAccounts(string Password, IReadOnlyList<AddAccount.Request> Accounts)
{
    /// <summary>No such accounts.</summary>
    public static DemoAccounts None { get; } = new("", []);
}
