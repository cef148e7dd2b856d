using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Board.Domain.Plans;

/// <summary>One value of a plan file and where it stands. Each reading gives the value, or null and a fault.</summary>
internal sealed partial record JsonPlace(JsonElement Element, string Path, PlanFaults Faults)
{
    private const int LongestText = 2000;
    private const int LongestCode = 32;
    private const int LongestId = 64;

    public bool IsText => Element.ValueKind == JsonValueKind.String;

    public bool IsNumber => Element.ValueKind == JsonValueKind.Number;

    public bool IsObject => Element.ValueKind == JsonValueKind.Object;

    public bool IsList => Element.ValueKind == JsonValueKind.Array;

    public bool IsEmptyList => IsList && Element.GetArrayLength() == 0;

    /// <summary>The value as the file writes it; a text without its quotes.</summary>
    public string Raw => IsText ? Element.GetRawText()[1..^1] : Element.GetRawText();

    /// <summary>Is it that text, with or without escapes?</summary>
    public bool Says(string word) => IsText && Decoded() == word;

    public void Fault(string code, params string[] arguments) => Faults.Add(Element, Path, code, arguments);

    public JsonFields? Fields() => Is("object", JsonValueKind.Object) ? new JsonFields(this) : null;

    public IEnumerable<JsonPlace>? Items() =>
        Is("list", JsonValueKind.Array)
            ? Element.EnumerateArray().Select((item, index) => new JsonPlace(item, $"{Path}[{index.ToString(CultureInfo.InvariantCulture)}]", Faults))
            : null;

    public string? Text()
    {
        if (AnyText() is not { } text)
            return null;

        if (string.IsNullOrWhiteSpace(text))
        {
            Fault("empty-text");
            return null;
        }

        var tooLong = text.Length > LongestText;
        if (tooLong)
            Fault("text-too-long", Format(text.Length), Format(LongestText));

        var control = text.FirstOrDefault(char.IsControl);
        var hasControl = text.Any(char.IsControl);
        if (hasControl)
            Fault("control-character", $"U+{(int)control:X4}");

        return tooLong || hasControl ? null : text;
    }

    /// <summary>A code, given back even where its form is a fault: whoever refers to it is not at fault too.</summary>
    public string? Code() => Formed(CodeForm(), LongestCode, "bad-code");

    public string? Id() => Formed(IdForm(), LongestId, "bad-id");

    public bool? YesNo() => Is("yes-no", JsonValueKind.True, JsonValueKind.False) ? Element.GetBoolean() : null;

    public LocalText? LocalText()
    {
        if (Fields() is not { } fields)
            return null;

        var text = new LocalText(fields.Required("vi")?.Text() ?? "", fields.Required("en")?.Text() ?? "");
        fields.RefuseOthers();
        return text;
    }

    public void WrongType(string expected) => Fault("wrong-type", expected, Element.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "yes-no",
        _ => "null",
    });

    private bool Is(string expected, params ReadOnlySpan<JsonValueKind> kinds)
    {
        if (kinds.Contains(Element.ValueKind))
            return true;

        WrongType(expected);
        return false;
    }

    private string? AnyText()
    {
        if (!Is("text", JsonValueKind.String))
            return null;

        var text = Decoded();
        if (text is null)
            Fault("unreadable-text");
        return text;
    }

    // An escape such as "\ud800" is JSON but no text.
    private string? Decoded()
    {
        try
        {
            return Element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private string? Formed(Regex form, int longest, string code)
    {
        var text = Text();
        if (text is not null && (text.Length > longest || !form.IsMatch(text)))
            Fault(code, text);
        return text;
    }

    [GeneratedRegex(@"\A[a-z0-9]+([.-][a-z0-9]+)*\z")]
    private static partial Regex CodeForm();

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex IdForm();
}
