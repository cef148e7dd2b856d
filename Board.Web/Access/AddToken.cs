using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Board.Web.Data;

namespace Board.Web.Access;

/// <summary>Makes an API token. The token itself is answered once; only its hash is stored.</summary>
public sealed class AddToken(BoardTransactions transactions)
{
    /// <summary>Why a token was refused.</summary>
    public enum Refusal
    {
        NotAllowed,
        NameMissing,
        UnitMissing,
        UnitNotAllowed,
        UnknownUnit,
    }

    /// <summary>Stores a new token; a reporter's is bound to one unit, nobody else's is.</summary>
    public Task<(string? Token, Refusal? Refusal)> ExecuteAsync(Actor actor, string name, Role role, string? unit, CancellationToken cancel = default) =>
        transactions.RunAsync<(string?, Refusal?)>(async transaction =>
        {
            var permit = await actor.LoadAsync(transaction.Db, cancel);
            if (permit?.Role != Role.Admin) return (null, Refusal.NotAllowed);
            if (string.IsNullOrWhiteSpace(name)) return (null, Refusal.NameMissing);
            if (role == Role.Reporter && unit is null) return (null, Refusal.UnitMissing);
            if (role != Role.Reporter && unit is not null) return (null, Refusal.UnitNotAllowed);
            if (unit is not null && !await AccountRules.IsUnitAsync(transaction.Db, unit, cancel)) return (null, Refusal.UnknownUnit);

            var token = "dtb_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
            var row = new TokenRow { Name = name.Trim(), Role = role, Unit = unit, Hash = Hash(token), CreatedAt = transaction.Now.UtcDateTime };
            transaction.Audit(actor, permit.Name, "token.add", $"token:{transaction.Insert(row)}", new { row.Name, role, unit });
            return (token, null);
        }, cancel);

    /// <summary>What is stored of a token.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
