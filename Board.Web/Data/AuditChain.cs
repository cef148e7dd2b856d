using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Board.Domain.Readings;

namespace Board.Web.Data;

/// <summary>
/// The audit: each link carries a keyed hash over itself and the link before, so a changed, removed or inserted link breaks it.
/// The key lies outside the database.
/// </summary>
public static class AuditChain
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>Makes the link that follows <paramref name="last"/>.</summary>
    public static AuditRow Link(AuditKey key, byte[]? last, DateTime at, string actor, string name, string action, string subject, object detail)
    {
        var json = JsonSerializer.Serialize(detail, Json);
        return new()
        {
            At = at,
            Actor = actor,
            Name = name,
            Action = action,
            Subject = subject,
            Detail = json,
            Mac = Mac(key, last, at, actor, name, action, subject, json),
        };
    }

    /// <summary>True if the link is whole and follows <paramref name="last"/>.</summary>
    public static bool Follows(AuditKey key, byte[]? last, AuditRow row) =>
        CryptographicOperations.FixedTimeEquals(row.Mac, Mac(key, last, row.At, row.Actor, row.Name, row.Action, row.Subject, row.Detail));

    /// <summary>The figure that an entry about a reading names; null if it names none.</summary>
    public static Figure? FigureOf(AuditRow row)
    {
        try { return JsonSerializer.Deserialize<SubmittedFigure>(row.Detail, Json)?.To; }
        catch (JsonException) { return null; }
    }

    private sealed record SubmittedFigure(Figure To);

    private static byte[] Mac(AuditKey key, byte[]? last, DateTime at, params IEnumerable<string> fields)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Bytes);
        hash.AppendData(last ?? []);
        hash.AppendData(Encoding.UTF8.GetBytes(at.Ticks.ToString(CultureInfo.InvariantCulture)));
        foreach (var field in fields)
        {
            var bytes = Encoding.UTF8.GetBytes(field);
            // The length goes first, so that no text can slide from one field into the next.
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }
        return hash.GetHashAndReset();
    }
}

/// <summary>The key of the audit chain: a file of its own beside the database, made at the first start.</summary>
public sealed class AuditKey
{
    private const int Length = 32;

    private AuditKey(byte[] bytes) => Bytes = bytes;

    internal byte[] Bytes { get; }

    /// <summary>Where the key of a database lies.</summary>
    public static string FileOf(string database) => Path.ChangeExtension(database, ".audit.key");

    /// <summary>A key that is never written down, for a database that does not outlive its process.</summary>
    public static AuditKey Fleeting() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>Reads the key, or makes it.</summary>
    /// <exception cref="InvalidDataException">The file does not hold a key.</exception>
    public static AuditKey ReadOrMake(string path)
    {
        if (!File.Exists(path))
        {
            var made = RandomNumberGenerator.GetBytes(Length);
            // Written aside and moved, so that a kill leaves either no key or a whole one.
            var aside = $"{path}.{Environment.ProcessId}";
            File.Delete(aside);
            using (var writer = new StreamWriter(PrivateFile.Create(aside))) writer.Write(Convert.ToHexString(made));
            try { File.Move(aside, path, overwrite: false); }
            catch (IOException) when (File.Exists(path)) { File.Delete(aside); }
        }
        var text = File.ReadAllText(path).Trim();
        return text.Length == 2 * Length && text.All(char.IsAsciiHexDigit)
            ? new(Convert.FromHexString(text))
            : throw new InvalidDataException($"{path} does not hold an audit key.");
    }
}
