using System.Net;
using Board.Web.Data;
using Board.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace Board.Web.Access;

/// <summary>Lets somebody in whose password was right, by the code of their app or by a recovery code.</summary>
public sealed class ConfirmSignIn(BoardTransactions transactions, WrongTries tries, TotpSeal seal, TimeProvider clock)
{
    /// <summary>Whose password was right, under which stamp, and what they typed now.</summary>
    public sealed record Request(long AccountId, string Stamp, string Code, IPAddress? From);

    /// <summary>A wrong code counts like a wrong password; a code of the app is taken once.</summary>
    public async Task<SignIn.Result> ExecuteAsync(Request request, CancellationToken cancel = default)
    {
        if (!tries.Take(request.From)) return new SignIn.Result.TooMany();
        var result = await transactions.RunAsync<SignIn.Result>(async transaction =>
        {
            var account = await transaction.Db.Accounts.FirstOrDefaultAsync(
                row => row.Id == request.AccountId && row.SecurityStamp == request.Stamp && row.DisabledAt == null && row.TwoFactorEnabled, cancel);
            if (account is null || account.IsLocked(transaction.Now)) return new SignIn.Result.Refused();
            var by = "totp";
            // Without the keys that sealed it, only a recovery code helps.
            var key = seal.TryOpen(account.Id, account.TotpKey);
            if (key is not null && Totp.FindStep(key, request.Code, RehearsalClock.DeviceTime(clock), account.TotpStep) is { } step)
            {
                account.TotpStep = step;
                if (TotpSeal.IsPlain(account.TotpKey!)) account.TotpKey = seal.Close(account.Id, key);
            }
            else if (await RecoveryCodes.UseAsync(transaction, account.Id, request.Code, cancel)) by = "recovery-code";
            else
            {
                SignIn.Count(transaction, account, request.From);
                return new SignIn.Result.Refused();
            }
            SignIn.LetIn(transaction, account, by, request.From);
            return new SignIn.Result.In(AccountSession.Of(account));
        }, cancel);
        if (result is SignIn.Result.In) tries.GiveBack(request.From);
        return result;
    }
}
