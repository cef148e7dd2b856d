using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Board.Web.Access;

/// <summary>The codes of an authenticator app: RFC 6238 with SHA-1, thirty seconds and six digits, which every app knows.</summary>
public static class Totp
{
    /// <summary>Length of a secret, in bytes.</summary>
    public const int KeyLength = 20;

    private const int Seconds = 30;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A new secret.</summary>
    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeyLength);

    /// <summary>The number of the step of time that an instant lies in.</summary>
    public static long StepAt(DateTimeOffset instant) => instant.ToUnixTimeSeconds() / Seconds;

    /// <summary>The code of a step.</summary>
    public static string Code(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(key, counter, hash);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 15)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step that a code belongs to, one more or less than now for clocks that differ; null if it fits none that is later than the last one taken.</summary>
    public static long? FindStep(byte[] key, string? code, DateTimeOffset now, long last)
    {
        var typed = Encoding.UTF8.GetBytes(new string([.. (code ?? "").Where(letter => !char.IsWhiteSpace(letter))]));
        long? found = null;
        for (var step = StepAt(now) - 1; step <= StepAt(now) + 1; step++)
            if (CryptographicOperations.FixedTimeEquals(typed, Encoding.UTF8.GetBytes(Code(key, step))) && step > last) found = step;
        return found;
    }

    /// <summary>A secret as people type it.</summary>
    public static string Base32(byte[] bytes)
    {
        var text = new StringBuilder();
        for (var bit = 0; bit < bytes.Length * 8; bit += 5)
        {
            var value = 0;
            for (var i = bit; i < bit + 5; i++) value = value << 1 | (i / 8 < bytes.Length ? bytes[i / 8] >> (7 - i % 8) & 1 : 0);
            text.Append(Letters[value]);
        }
        return text.ToString();
    }

    /// <summary>What the square code tells an app.</summary>
    public static string Address(byte[] key, string issuer, string email) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(email)}?secret={Base32(key)}&issuer={Uri.EscapeDataString(issuer)}";
}
