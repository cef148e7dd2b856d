namespace Board.Web.Access;

/// <summary>Disables somebody's account, which ends their sessions at once, or enables it again.</summary>
public sealed class SwitchAccount(AdministeredAccount accounts)
{
    /// <summary>What is wrong with it; null once it is stored.</summary>
    public async Task<AccountFault?> ExecuteAsync(Actor actor, long id, bool enabled, CancellationToken cancel = default) =>
        (await accounts.RunAsync<object>(actor, id, async (transaction, permit, account) =>
        {
            if (enabled == account.DisabledAt is null) return (null, null);
            if (!enabled && actor == new Actor(ActorKind.Account, id)) return (null, AccountFault.Self);
            if (!enabled && await AdministeredAccount.IsLastAdminAsync(transaction, account, cancel)) return (null, AccountFault.LastAdmin);
            account.DisabledAt = enabled ? null : transaction.Now.UtcDateTime;
            account.EndSessions();
            if (!enabled) await AccountLink.EndAsync(transaction, id, cancel);
            transaction.Audit(actor, permit.Name, enabled ? "account.enable" : "account.disable", $"account:{id}", new { account.Email });
            return (null, null);
        }, cancel)).Fault;
}
