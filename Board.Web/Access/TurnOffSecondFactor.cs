using System.Net;

namespace Board.Web.Access;

/// <summary>Lets one's own account sign in by password alone again.</summary>
public sealed class TurnOffSecondFactor(PasswordProof proof)
{
    /// <summary>The renewed session, or why it stays on.</summary>
    public Task<(AccountSession? Session, AccountFault? Fault)> ExecuteAsync(Actor actor, string password, IPAddress? from = null, CancellationToken cancel = default) =>
        proof.RunAsync(actor, password, from, async (transaction, account) =>
        {
            (account.TwoFactorEnabled, account.TotpKey, account.TotpStep) = (false, null, 0);
            account.EndSessions();
            await RecoveryCodes.ForgetAsync(transaction, account.Id, cancel);
            transaction.Audit(actor, account.Name, "account.second-factor", actor.ToString(), new { on = false });
            return AccountSession.Of(account);
        }, cancel);
}
