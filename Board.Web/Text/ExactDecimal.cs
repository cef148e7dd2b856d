using System.Buffers;
using System.Globalization;
using System.Text;
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
        var text = Encoding.ASCII.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
        return reader.TokenType == JsonTokenType.Number && IsExact(text) && reader.TryGetDecimal(out var value) ? value : throw new JsonException();
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue(value);

    private static bool IsExact(string text)
    {
        var parts = text.Split('e', 'E');
        var exponent = 0;
        if (parts.Length > 1 && !int.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)) return false;
        var point = parts[0].IndexOf('.');
        var digits = parts[0].Replace(".", "", StringComparison.Ordinal).TrimStart('-', '0');
        var significant = digits.TrimEnd('0');
        if (significant.Length == 0) return true;
        var decimals = (point < 0 ? 0 : parts[0].Length - point - 1) - (digits.Length - significant.Length) - exponent;
        // A whole number either fits or is refused by the framework itself.
        return decimals <= 0 || decimals <= Digits && significant.Length <= Digits;
    }
}
