using System.Text;

namespace Board.Tests.Indicators;

/// <summary>Every way to get a reading wrong, and what is answered.</summary>
public static class BadReadings
{
    /// <summary>Understood, and refused by a rule: the body, the field and the code.</summary>
    public static TheoryData<string, string, string> Refused => new()
    {
        { Body(denominator: "0"), "denominator", "denominator-zero" },
        { Body(numerator: "0", denominator: "0"), "denominator", "denominator-zero" },
        { Body(numerator: "1001"), "numerator", "numerator-over-denominator" },
        { Body(numerator: "-1"), "numerator", "negative" },
        { Body(denominator: "-1000"), "denominator", "negative" },
        { Body(numerator: "1.5"), "numerator", "not-whole" },
        { Body(denominator: "1000.0001"), "denominator", "not-whole" },
        { Body(denominator: "100000000000001"), "denominator", "too-large" },
        { Body(numerator: "79228162514264337593543950335"), "numerator", "too-large" },
        { Body(numerator: "null"), "numerator", "missing" },
        { Body(denominator: "null"), "denominator", "missing" },
        { """{"indicator":"1a","unit":"dak-ru","asOf":"2023-10-31"}""", "numerator", "missing" },
        { Body(more: ""","value":80"""), "value", "percentage-typed" },
        { """{"indicator":"1a","unit":"dak-ru","asOf":"2023-10-31","value":80}""", "value", "percentage-typed" },
        { Body(asOf: "\"2023-11-25\""), "asOf", "as-of-in-future" },
        { Body(asOf: "\"2023-12-31\""), "asOf", "as-of-in-future" },
        { Body(asOf: "\"2022-12-31\""), "asOf", "as-of-outside-plan-year" },
        { Body(asOf: "\"2024-01-01\""), "asOf", "as-of-outside-plan-year" },
        { Body(asOf: "\"0001-01-01\""), "asOf", "as-of-outside-plan-year" },
        { Body(asOf: "\"9999-12-31\""), "asOf", "as-of-outside-plan-year" },
        { Body(asOf: "null"), "asOf", "missing" },
        { Body(unit: "\"vhtt\""), "unit", "unit-not-expected" },
        { Body(unit: "\"nowhere\""), "unit", "unknown-unit" },
        { Body(unit: "\"DAK-RU\""), "unit", "unknown-unit" },
        { Body(unit: "\"\""), "unit", "missing" },
        { Body(unit: "null"), "unit", "missing" },
        { Body(indicator: "\"9z\""), "indicator", "unknown-indicator" },
        { Body(indicator: "\"1A\""), "indicator", "unknown-indicator" },
        { Body(indicator: "\" 1a\""), "indicator", "unknown-indicator" },
        { Body(indicator: "\"1a\\u0000\""), "indicator", "unknown-indicator" },
        { Body(indicator: "\"'; DROP TABLE Readings; --\""), "indicator", "unknown-indicator" },
        { Body(indicator: "null"), "indicator", "missing" },
        { "{}", "indicator", "missing" },
        { Body(more: $",\"note\":\"{new string('a', 2001)}\""), "note", "too-long" },
        { Body(more: ""","note":"a\u0007b" """), "note", "control-characters" },
        { Body(more: ""","note":"a\u0000b" """), "note", "control-characters" },
        { """{"indicator":"3d","unit":"ktht","asOf":"2023-10-31","numerator":1.00001,"denominator":10}""", "numerator", "too-precise" },
        { """{"indicator":"3d","unit":"ktht","asOf":"2023-10-31","numerator":1,"denominator":10.00001}""", "denominator", "too-precise" },
    };

    /// <summary>Not understood: a name to show, and the body.</summary>
    private static readonly Dictionary<string, string> MalformedBodies = new()
    {
        ["not JSON"] = "numerator=800",
        ["truncated"] = """{"indicator":"1a","unit":"dak-ru","asO""",
        ["two documents"] = "{}{}",
        ["comment"] = "/* ha */{}",
        ["trailing comma"] = """{"indicator":"1a",}""",
        ["empty"] = "",
        ["blank"] = "  \n",
        ["null"] = "null",
        ["list"] = "[]",
        ["list of one"] = "[{}]",
        ["text"] = "\"1a\"",
        ["number"] = "12",
        ["unknown field"] = Body(more: ",\"extra\":1"),
        ["mistyped field"] = """{"indicator":"1a","unit":"dak-ru","asOf":"2023-10-31","numeratr":800,"denominator":1000}""",
        ["field twice"] = Body(more: ",\"numerator\":801"),
        ["field twice in other case"] = Body(more: ",\"Numerator\":801"),
        ["prototype"] = Body(more: ",\"__proto__\":{}"),
        ["number in quotes"] = Body(numerator: "\"800\""),
        ["Vietnamese number"] = Body(numerator: "\"1.234\""),
        ["nearly a whole number"] = Body(numerator: "799.99999999999999999999999999999999999999"),
        ["nearly nothing"] = Body(numerator: "0.00000000000000000000000000000000004"),
        ["vanishing exponent"] = Body(numerator: "1e-400"),
        ["NaN"] = Body(numerator: "NaN"),
        ["NaN in quotes"] = Body(numerator: "\"NaN\""),
        ["infinity"] = Body(numerator: "Infinity"),
        ["1e400"] = Body(numerator: "1e400"),
        ["-1e400"] = Body(numerator: "-1e400"),
        ["more digits than a decimal"] = Body(numerator: new string('9', 40)),
        ["hexadecimal"] = Body(numerator: "0x10"),
        ["leading zero"] = Body(numerator: "0800"),
        ["leading plus"] = Body(numerator: "+800"),
        ["number is a list"] = Body(numerator: "[800]"),
        ["number is an object"] = Body(numerator: "{}"),
        ["number is yes"] = Body(numerator: "true"),
        ["code is a number"] = Body(indicator: "1"),
        ["code is a list"] = Body(unit: "[\"dak-ru\"]"),
        ["confirm is a text"] = Body(more: ",\"confirm\":\"true\""),
        ["confirm is a number"] = Body(more: ",\"confirm\":1"),
        ["note is an object"] = Body(more: ",\"note\":{}"),
        ["30 February"] = Body(asOf: "\"2023-02-30\""),
        ["month 13"] = Body(asOf: "\"2023-13-01\""),
        ["Vietnamese date"] = Body(asOf: "\"31/10/2023\""),
        ["date with time"] = Body(asOf: "\"2023-10-31T00:00:00\""),
        ["date is a number"] = Body(asOf: "20231031"),
        ["date is empty"] = Body(asOf: "\"\""),
        ["deep nesting"] = new string('[', 5_000),
        ["deep nesting in a field"] = Body(more: ",\"note\":" + new string('[', 5_000) + new string(']', 5_000)),
        ["lone high surrogate"] = Body(more: ",\"note\":\"\\ud800\""),
        ["lone low surrogate"] = Body(unit: "\"\\udc00\""),
        ["lone surrogate in a field's name"] = Body(more: ",\"\\ud800\":1"),
        ["bad escape"] = Body(more: ",\"note\":\"\\x41\""),
        ["raw line break in a text"] = Body(more: ",\"note\":\"a\nb\""),
    };

    public static TheoryData<string> Malformed => [.. MalformedBodies.Keys];

    public static string MalformedBody(string name) => MalformedBodies[name];

    public static byte[] NotUtf8 { get; } = [.. Encoding.UTF8.GetBytes("""{"indicator":"1a","unit":"dak-ru","note":" """), 0xC3, 0x28, .. "\"}"u8];

    private static string Body(
        string indicator = "\"1a\"", string unit = "\"dak-ru\"", string asOf = "\"2023-10-31\"", string numerator = "800", string denominator = "1000", string more = "") =>
        $$"""{"indicator":{{indicator}},"unit":{{unit}},"asOf":{{asOf}},"numerator":{{numerator}},"denominator":{{denominator}}{{more}}}""";
}
