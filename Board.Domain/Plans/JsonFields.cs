using System.Text.Json;

namespace Board.Domain.Plans;

/// <summary>The fields of one object of a plan file. A field that nobody asked for is unknown.</summary>
internal sealed class JsonFields
{
    private readonly JsonPlace owner;
    private readonly Dictionary<string, JsonPlace> fields = [];
    private readonly HashSet<string> asked = [];

    public JsonFields(JsonPlace owner)
    {
        this.owner = owner;
        foreach (var property in owner.Element.EnumerateObject())
        {
            if (NameOf(property) is not { } name)
            {
                owner.Fault("unreadable-text");
                continue;
            }

            var field = new JsonPlace(property.Value, PathOf(name), owner.Faults);
            if (!fields.TryAdd(name, field))
                field.Fault("duplicate-field", name);
        }
    }

    /// <summary>The field's place; null, and a fault, where there is none.</summary>
    public JsonPlace? Required(string name)
    {
        asked.Add(name);
        if (fields.TryGetValue(name, out var field))
            return field;

        owner.Faults.Add(owner.Element, PathOf(name), "missing-field", name);
        return null;
    }

    /// <summary>The field's place; null where the file leaves it out or says null.</summary>
    public JsonPlace? Optional(string name)
    {
        asked.Add(name);
        return fields.TryGetValue(name, out var field) && field.Element.ValueKind != JsonValueKind.Null ? field : null;
    }

    /// <summary>To be called when every field has been asked for.</summary>
    public void RefuseOthers()
    {
        foreach (var (name, field) in fields)
        {
            if (!asked.Contains(name))
                field.Fault("unknown-field", name);
        }
    }

    private string PathOf(string name) =>
        name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')
            ? $"{owner.Path}.{name}"
            : $"{owner.Path}[\"{JsonEncodedText.Encode(name)}\"]";

    // An escape such as "\ud800" is JSON but no text.
    private static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
