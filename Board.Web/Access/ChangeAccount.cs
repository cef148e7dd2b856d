namespace Board.Web.Access;

/// <summary>Changes somebody's name, role and unit. They may do the new things, and no longer the old ones, from their very next action on.</summary>
public sealed class ChangeAccount(AdministeredAccount accounts)
{
    /// <summary>What the account is to be.</summary>
    public sealed record Request(long Id, string Name, Role Role, string? Unit);

    /// <summary>What is wrong with it; null once it is stored.</summary>
    public async Task<AccountFault?> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default) =>
        (await accounts.RunAsync<object>(actor, request.Id, async (transaction, permit, account) =>
        {
            if (AccountRules.OfName(request.Name) is { } wrong) return (null, wrong);
            if (await AccountRules.OfUnitAsync(transaction.Db, request.Role, request.Unit, cancel) is { } unit) return (null, unit);
            if (request.Role != Role.Admin && await AdministeredAccount.IsLastAdminAsync(transaction, account, cancel)) return (null, AccountFault.LastAdmin);
            var (from, to) = (new { account.Name, account.Role, account.Unit }, new { Name = request.Name.Trim(), request.Role, request.Unit });
            if (from.Equals(to)) return (null, null);
            (account.Name, account.Role, account.Unit) = (to.Name, to.Role, to.Unit);
            transaction.Audit(actor, permit.Name, "account.change", $"account:{account.Id}", new { from, to });
            return (null, null);
        }, cancel)).Fault;
}
