using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Board.Domain.Plans;

namespace Board.Web.Administration;

/// <summary>Values as a plan file writes them.</summary>
internal static class PlanJson
{
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A stored file, to be changed.</summary>
    public static JsonObject Parse(ReadOnlySpan<byte> file) => JsonNode.Parse(file.StartsWith("\uFEFF"u8) ? file[3..] : file)!.AsObject();

    /// <summary>The file of it.</summary>
    public static byte[] Write(JsonObject file) => JsonSerializer.SerializeToUtf8Bytes(file, Written);

    public static JsonArray List(IEnumerable<string> codes) => new([.. codes.Select(code => JsonValue.Create(code))]);

    public static string Date(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // Without zeros at the end, which decimal would keep.
    public static JsonValue Number(decimal value) => JsonValue.Create(value / 1.0000000000000000000000000000m);

    public static JsonObject Target(decimal floor, decimal? aim) => new() { ["floor"] = Number(floor), ["aim"] = aim is { } far ? Number(far) : null };

    public static JsonObject? Start(Baseline? baseline) =>
        baseline is null ? null : new() { ["date"] = Date(baseline.Date), ["value"] = Number(baseline.Value) };
}
