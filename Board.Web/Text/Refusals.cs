using System.Globalization;
using System.Text.Json;
using Board.Domain.Readings;
using Microsoft.Extensions.Localization;

namespace Board.Web.Text;

/// <summary>Names the resource of everything that can be refused, by its code: Vietnamese is neutral, English beside it.</summary>
public sealed class Refusals
{
    private const string WrongType = "wrong-type";
    private const string Missing = "missing";

    /// <summary>What is wrong with a field. Of one that is empty it says what belongs there.</summary>
    public static string Say(IStringLocalizer<Refusals> words, Rejection fault) =>
        fault.Code == Missing && words[$"{Missing}.{fault.Field[(fault.Field.LastIndexOf('.') + 1)..]}"] is { ResourceNotFound: false } named
            ? named
            : Say(words, fault.Code, [.. fault.Arguments]);

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
