namespace Board.Web.Access;

/// <summary>Makes a new one-time link for somebody who forgot their password or let the first link expire.</summary>
public sealed class RenewAccountLink(AdministeredAccount accounts)
{
    /// <summary>The code of the link; earlier ones are void. The password so far works until the link is used.</summary>
    public Task<(string? Code, AccountFault? Fault)> ExecuteAsync(Actor actor, long id, CancellationToken cancel = default) =>
        accounts.RunAsync<string>(actor, id, async (transaction, permit, account) =>
        {
            if (account.DisabledAt is not null) return (null, AccountFault.Disabled);
            transaction.Audit(actor, permit.Name, "account.link", $"account:{id}", new { account.Email });
            return (await AccountLink.MakeAsync(transaction, id, cancel), null);
        }, cancel);
}
