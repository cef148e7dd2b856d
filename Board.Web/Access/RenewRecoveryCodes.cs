using System.Net;

namespace Board.Web.Access;

/// <summary>Replaces one's own recovery codes; the old ones are void.</summary>
public sealed class RenewRecoveryCodes(PasswordProof proof)
{
    /// <summary>The new codes, shown once.</summary>
    public Task<(IReadOnlyList<string>? Codes, AccountFault? Fault)> ExecuteAsync(Actor actor, string password, IPAddress? from = null, CancellationToken cancel = default) =>
        proof.RunAsync<IReadOnlyList<string>>(actor, password, from, async (transaction, account) =>
        {
            if (!account.TwoFactorEnabled) return [];
            transaction.Audit(actor, account.Name, "account.recovery-codes", actor.ToString(), new { });
            return await RecoveryCodes.RenewAsync(transaction, account.Id, cancel);
        }, cancel);
}
