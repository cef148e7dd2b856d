using System.Net;
using Board.Web.Shell;

namespace Board.Web.Access;

/// <summary>Asks one's own account for a code at each sign-in from now on.</summary>
public sealed class TurnOnSecondFactor(PasswordProof proof, TotpSeal seal, TimeProvider clock)
{
    /// <summary>The secret, the code that shows that the app has it, and the password: whoever finds a screen left open must not lock its owner out.</summary>
    public sealed record Request(byte[] Key, string Code, string Password, IPAddress? From = null);

    /// <summary>What to hand out once: the recovery codes, and the session that goes on.</summary>
    public sealed record Done(AccountSession Session, IReadOnlyList<string> RecoveryCodes);

    /// <summary>Takes the secret into use; it is stored sealed.</summary>
    public async Task<(Done? Done, AccountFault? Fault)> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        var (result, refused) = await proof.RunAsync<(Done? Done, AccountFault? Fault)>(actor, request.Password, request.From, async (transaction, account) =>
        {
            if (account.TwoFactorEnabled) return (null, AccountFault.SecondFactorOn);
            if (Totp.FindStep(request.Key, request.Code, RehearsalClock.DeviceTime(clock), 0) is not { } step) return (null, AccountFault.WrongCode);
            (account.TwoFactorEnabled, account.TotpKey, account.TotpStep) = (true, seal.Close(account.Id, request.Key), step);
            account.EndSessions();
            transaction.Audit(actor, account.Name, "account.second-factor", actor.ToString(), new { on = true });
            return (new(AccountSession.Of(account), await RecoveryCodes.RenewAsync(transaction, account.Id, cancel)), null);
        }, cancel);
        return (result.Done, refused ?? result.Fault);
    }
}
