using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Board.Web.Text;

/// <summary>Reads decimals exactly or not at all: the framework rounds what has more digits than a decimal holds, and says nothing.</summary>
public sealed class ExactDecimal : JsonConverter<decimal>
{
    private const int Digits = 28;

    /// <inheritdoc/>
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = System.Text.Encoding.ASCII.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
        return reader.TokenType == JsonTokenType.Number && IsExact(text) && reader.TryGetDecimal(out var value) ? value : throw new JsonException();
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue(value);

    private static bool IsExact(string text)
    {
        var parts = text.Split('e', 'E');
        var exponent = 0;
        if (parts.Length > 1 && !int.TryParse(parts[1], out exponent)) return false;
        var point = parts[0].IndexOf('.');
        var decimals = point < 0 ? 0 : parts[0].Length - point - 1;
        var significant = parts[0].Replace(".", "").TrimStart('-', '0').TrimEnd('0');
        var zeros = parts[0].Replace(".", "").Length - parts[0].Replace(".", "").TrimEnd('0').Length;
        return significant.Length == 0 || significant.Length <= Digits && decimals - zeros - exponent <= Digits;
    }
}
