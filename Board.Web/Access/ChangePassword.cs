using System.Net;

namespace Board.Web.Access;

/// <summary>Changes one's own password, and ends every session but the one that is renewed with the answer.</summary>
public sealed class ChangePassword(PasswordProof proof, Passwords passwords)
{
    /// <summary>The password so far, and the new one twice.</summary>
    public sealed record Request(string Current, string Password, string Repeated);

    /// <summary>The renewed session, or why the password stays as it is.</summary>
    public async Task<(AccountSession? Session, AccountFault? Fault)> ExecuteAsync(
        Actor actor, Request request, string email, IPAddress? from = null, CancellationToken cancel = default)
    {
        if (Passwords.FaultOf(request.Password, request.Repeated, email) is { } fault) return (null, fault);
        var hash = passwords.Hash(request.Password);
        return await proof.RunAsync(actor, request.Current, from, (transaction, account) =>
        {
            account.PasswordHash = hash;
            account.ForgetWrong();
            account.EndSessions();
            transaction.Audit(actor, account.Name, "account.password", actor.ToString(), new { });
            return Task.FromResult(AccountSession.Of(account));
        }, cancel);
    }
}
