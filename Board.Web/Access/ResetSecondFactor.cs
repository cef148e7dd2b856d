namespace Board.Web.Access;

/// <summary>Takes the second factor away from somebody who lost their phone and their recovery codes.</summary>
public sealed class ResetSecondFactor(AdministeredAccount accounts)
{
    /// <summary>What is wrong with it; null once it is off. Their sessions end.</summary>
    public async Task<AccountFault?> ExecuteAsync(Actor actor, long id, CancellationToken cancel = default) =>
        (await accounts.RunAsync<object>(actor, id, async (transaction, permit, account) =>
        {
            if (!account.TwoFactorEnabled) return (null, null);
            (account.TwoFactorEnabled, account.TotpKey, account.TotpStep) = (false, null, 0);
            account.EndSessions();
            await RecoveryCodes.ForgetAsync(transaction, id, cancel);
            transaction.Audit(actor, permit.Name, "account.second-factor", $"account:{id}", new { on = false });
            return (null, null);
        }, cancel)).Fault;
}
