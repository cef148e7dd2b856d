using System.Globalization;
using System.Text.Json;
using Board.Web.Text;
using Microsoft.Extensions.Localization;

namespace Board.Web.Access;

/// <summary>What an audit entry holds, for those who read it: fields by their names, figures as the board shows them. The entry itself stays exact.</summary>
public sealed class AuditFacts(IStringLocalizer<Texts> texts)
{
    // Of no use to a reader, and in the entry as it is kept.
    private static readonly string[] Unsaid = ["version", "boardVersion", "hash"];

    /// <summary>The fields of an entry's detail in their order, each with its name and what it says.</summary>
    /// <param name="detail">The detail's JSON.</param>
    public IReadOnlyList<(string Name, string Text)> Of(string detail)
    {
        using var json = JsonDocument.Parse(detail);
        return json.RootElement.ValueKind == JsonValueKind.Object
            ? [.. json.RootElement.EnumerateObject().Where(field => !Unsaid.Contains(field.Name)).Select(field => (Name(field.Name), Text(field.Value)))]
            : [("", Text(json.RootElement))];
    }

    private string Name(string field) => texts[$"Audit.Field.{field}"] is { ResourceNotFound: false } words ? words.Value : field;

    private string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "–",
        JsonValueKind.True => texts["Audit.Yes"],
        JsonValueKind.False => texts["Audit.No"],
        JsonValueKind.Number => Say.Number(value.GetDecimal()),
        JsonValueKind.String => Words(value.GetString()!),
        JsonValueKind.Array => value.GetArrayLength() == 0 ? "–" : string.Join("; ", value.EnumerateArray().Select(Text)),
        _ when Figure(value) is { } figure => figure,
        _ => string.Join(", ", value.EnumerateObject().Where(field => !Unsaid.Contains(field.Name)).Select(field => $"{Name(field.Name)}: {Text(field.Value)}")),
    };

    private static string Words(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Say.Date(day) : text;

    // A reading: what was counted of how many, and what comes of it.
    private static string? Figure(JsonElement value) =>
        value.TryGetProperty("numerator", out var numerator) && value.TryGetProperty("denominator", out var denominator) && value.TryGetProperty("value", out var shown)
        && numerator.ValueKind == JsonValueKind.Number && shown.ValueKind == JsonValueKind.Number
            ? denominator.ValueKind == JsonValueKind.Number
                ? $"{Say.Number(numerator.GetDecimal())}/{Say.Number(denominator.GetDecimal())} → {Say.Number(shown.GetDecimal())}"
                : Say.Number(shown.GetDecimal())
            : null;
}
