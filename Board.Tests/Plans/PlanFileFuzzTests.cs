using System.Text;
using System.Text.Json.Nodes;
using Board.Domain.Plans;
using CsCheck;

namespace Board.Tests.Plans;

/// <summary>Whatever the bytes: no exception, and a plan exactly where there is no fault.</summary>
public class PlanFileFuzzTests
{
    private const string Junk = """
        [ null, true, -1, 0, 1.5, 1e400, -1e400, 1e-400, 1E99999999999, 79228162514264337593543950335, 123456789012345678901234567890123456789,
          "", " ", "communes", "last", "x\u0000", "\ud800", "2023-02-30", "9999-12-31", "0001-01-01", [], {}, [[]], [{}], [null], ["communes", "communes"],
          { "code": null }, { "month": 2, "day": 31 }, { "\udfff": 1 }, { "vi": 1 }, "Đăk R’lấp" ]
        """;

    private static readonly byte[] Valid = Encoding.UTF8.GetBytes(SamplePlan.Json);

    // Not parsed: much of it is junk that a JSON library refuses.
    private static readonly string[] JunkValues = [.. SplitTopLevel(Junk)];

    [Fact]
    public void Read_NeverThrows_WhenBytesChange() =>
        Gen.Select(Gen.Int[0, Valid.Length - 1], Gen.Int[0, 4], Gen.Byte.Array[0, 4]).Array[1, 4].Sample(
            changes => Judge(changes.Aggregate(Valid, (file, change) =>
            {
                var (at, removed, inserted) = change;
                at = Math.Min(at, file.Length);
                return [.. file[..at], .. inserted, .. file[Math.Min(at + removed, file.Length)..]];
            })),
            iter: 3_000);

    [Fact]
    public void Read_NeverThrows_WhenBytesAreRandom() => Gen.Byte.Array[0, 64].Sample(Judge, iter: 3_000);

    [Fact]
    public void Read_NeverThrows_WhenPropertiesAndValuesChange() =>
        Gen.Select(Gen.Int[0, 9_999], Gen.Int[0, 9_999], Gen.Int[0, 3]).Array[1, 3].Sample(
            changes => Judge(Encoding.UTF8.GetBytes(Changed(changes))),
            iter: 4_000);

    [Fact]
    public void TheChanges_ReachFaultsDeepInside()
    {
        HashSet<string> codes = [];
        for (var place = 0; place < 250; place++)
        {
            codes.UnionWith(Codes((place, 0, 2)));
            for (var junk = place % 3; junk < JunkValues.Length; junk += 3)
                codes.UnionWith(Codes((place, junk, 0)));
        }

        Assert.Superset(
            new HashSet<string> { "wrong-type", "duplicate-field", "number-too-big", "unreadable-text", "control-character", "unknown-unit", "bad-date" },
            codes);

        static IEnumerable<string> Codes((int, int, int) change) =>
            PlanFile.Read(Encoding.UTF8.GetBytes(Changed([change]))).Faults.Select(fault => fault.Code);
    }

    private static void Judge(byte[] file)
    {
        var reading = PlanFile.Read(file);

        Assert.Equal(reading.Plan is null, reading.Faults.Count > 0);
        Assert.All(reading.Faults, fault => Assert.StartsWith("$", fault.Path));
    }

    // Junk is put in as a marker first, since the JSON library would refuse to write it.
    private static string Changed((int Place, int Junk, int Kind)[] changes)
    {
        var root = JsonNode.Parse(SamplePlan.Json)!;
        foreach (var (place, junk, kind) in changes)
        {
            var all = Places(root).ToList();
            if (all.Count == 0)
                break;

            var (owner, name, index) = all[place % all.Count];
            var marker = $"@@{junk % JunkValues.Length}@@";
            if (owner is JsonArray array)
                ChangeItem(array, index, kind, marker);
            else
                ChangeField(owner.AsObject(), name, kind, marker);
        }

        var json = root.ToJsonString();
        for (var i = 0; i < JunkValues.Length; i++)
            json = json.Replace($"\"@@{i}@@\"", JunkValues[i], StringComparison.Ordinal);

        // What is left of the markers made a second field of the same name possible.
        return json.Replace("\"@@", "\"", StringComparison.Ordinal);
    }

    private static void ChangeItem(JsonArray array, int index, int kind, string marker)
    {
        if (kind == 1)
            array.RemoveAt(index);
        else if (kind == 2)
            array.Add(array[index]?.DeepClone());
        else
            array[index] = marker;
    }

    private static void ChangeField(JsonObject owner, string name, int kind, string marker)
    {
        var value = owner[name]?.DeepClone();
        if (kind is 1 or 3)
            owner.Remove(name);
        if (kind == 0)
            owner[name] = marker;
        if (kind == 2)
            owner["@@" + name] = value;
        if (kind == 3)
            owner[marker] = value;
    }

    private static IEnumerable<(JsonNode Owner, string Name, int Index)> Places(JsonNode? node) => node switch
    {
        JsonObject owner => owner.SelectMany(field => Places(field.Value).Prepend((owner, field.Key, 0))),
        JsonArray array => array.SelectMany((item, index) => Places(item).Prepend((array, "", index))),
        _ => [],
    };

    private static IEnumerable<string> SplitTopLevel(string list)
    {
        using var document = System.Text.Json.JsonDocument.Parse(list);
        return [.. document.RootElement.EnumerateArray().Select(item => item.GetRawText())];
    }
}
