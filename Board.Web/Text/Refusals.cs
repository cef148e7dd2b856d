using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Localization;

namespace Board.Web.Text;

/// <summary>Names the resource of everything that can be refused, by its code: Vietnamese is neutral, English beside it.</summary>
public sealed class Refusals
{
    private const string WrongType = "wrong-type";

    /// <summary>The words of a code, its arguments written in the language of the words.</summary>
    public static string Say(IStringLocalizer<Refusals> words, string code, params IReadOnlyList<object> arguments) =>
        words[code, [.. arguments.Select(argument => code == WrongType ? words[$"type.{argument}"].Value : Written(argument))]];

    private static object Written(object argument) => argument switch
    {
        DateOnly day => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
        decimal number => number.ToString("#,##0.####", CultureInfo.CurrentCulture),
        // Arguments that were stored with a receipt come back as JSON.
        JsonElement { ValueKind: JsonValueKind.Number } number => Written(number.GetDecimal()),
        JsonElement { ValueKind: JsonValueKind.String } text => text.TryGetDateTime(out var day) ? Written(DateOnly.FromDateTime(day)) : text.GetString()!,
        _ => argument,
    };
}
