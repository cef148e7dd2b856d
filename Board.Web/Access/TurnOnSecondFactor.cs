using Board.Web.Data;
using Board.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Access;

/// <summary>Asks one's own account for a code at each sign-in from now on.</summary>
public sealed class TurnOnSecondFactor(BoardTransactions transactions, TimeProvider clock)
{
    /// <summary>What to hand out once: the recovery codes, and the session that goes on.</summary>
    public sealed record Done(AccountSession Session, IReadOnlyList<string> RecoveryCodes);

    /// <summary>Takes the secret into use once a code shows that the app has it.</summary>
    public Task<(Done? Done, AccountFault? Fault)> ExecuteAsync(Actor actor, byte[] key, string code, CancellationToken cancel = default) =>
        transactions.RunAsync<(Done?, AccountFault?)>(async transaction =>
        {
            if (actor.Kind != ActorKind.Account) return (null, AccountFault.NotAllowed);
            var account = await transaction.Db.Accounts.FirstOrDefaultAsync(row => row.Id == actor.Id && row.DisabledAt == null, cancel);
            if (account is null) return (null, AccountFault.NotAllowed);
            if (account.TwoFactorEnabled) return (null, AccountFault.SecondFactorOn);
            if (Totp.FindStep(key, code, RehearsalClock.DeviceTime(clock), 0) is not { } step) return (null, AccountFault.WrongCode);
            (account.TwoFactorEnabled, account.TotpKey, account.TotpStep) = (true, key, step);
            account.EndSessions();
            transaction.Audit(actor, account.Name, "account.second-factor", actor.ToString(), new { on = true });
            return (new(AccountSession.Of(account), await RecoveryCodes.RenewAsync(transaction, account.Id, cancel)), null);
        }, cancel);
}
