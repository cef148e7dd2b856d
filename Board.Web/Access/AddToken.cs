using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Board.Web.Data;

namespace Board.Web.Access;

/// <summary>Makes an API token. The token itself is answered once; only its hash is stored.</summary>
public sealed class AddToken(BoardTransactions transactions)
{
    /// <summary>Stores a new token; a reporter's is bound to one unit, nobody else's is.</summary>
    public Task<(string? Token, AccountFault? Fault)> ExecuteAsync(Actor actor, string name, Role role, string? unit, CancellationToken cancel = default) =>
        transactions.RunAsync<(string?, AccountFault?)>(async transaction =>
        {
            if (await actor.LoadAsync(transaction.Db, cancel) is not { Role: Role.Admin } permit) return (null, AccountFault.NotAllowed);
            if ((AccountRules.OfName(name) ?? await AccountRules.OfUnitAsync(transaction.Db, role, unit, cancel)) is { } wrong) return (null, wrong);

            var token = "dtb_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
            var row = new TokenRow { Name = name.Trim(), Role = role, Unit = unit, Hash = Hash(token), CreatedAt = transaction.Now.UtcDateTime };
            transaction.Audit(actor, permit.Name, "token.add", $"token:{transaction.Insert(row)}", new { row.Name, role, unit });
            return (token, null);
        }, cancel);

    /// <summary>What is stored of a token.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
