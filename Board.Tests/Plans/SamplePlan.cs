using System.Text;
using System.Text.Json.Nodes;
using Board.Domain.Plans;

namespace Board.Tests.Plans;

/// <summary>A small plan that is valid, uses every field of the format, and is easy to spoil.</summary>
public static class SamplePlan
{
    public const string Json = """
        {
          "schema": "digital-transformation-plan/1",
          "id": "sample-2023",
          "year": 2023,
          "title": "Kế hoạch mẫu năm 2023",
          "locality": { "name": "Huyện Mẫu", "parent": "Tỉnh Mẫu" },
          "timeZone": "Asia/Ho_Chi_Minh",
          "effectiveFrom": { "date": "2023-06-01", "assumed": true },
          "legalBasis": [ { "number": "47/QĐ-UBND", "date": "2023-01-12", "issuer": "UBND tỉnh", "about": "Kế hoạch chuyển đổi số" } ],
          "holidays": [ { "from": "2023-09-01", "to": "2023-09-04", "name": "Quốc khánh" } ],
          "workingSaturdays": [ "2023-10-07" ],
          "units": [
            { "code": "vhtt", "name": "Phòng Văn hóa và Thông tin", "kind": "department", "standing": true, "reports": true, "label": { "vi": "P. VHTT", "en": "Culture" }, "note": "thường trực" },
            { "code": "ca", "name": "Công an huyện", "kind": "agency" },
            { "code": "kien-duc", "name": "Thị trấn Kiến Đức", "kind": "commune" },
            { "code": "dak-ru", "name": "Xã Đắk Ru", "kind": "commune" },
            { "code": "nhan-co", "name": "Xã Nhân Cơ", "kind": "commune", "reports": false },
            { "code": "telecom", "name": "Doanh nghiệp viễn thông", "kind": "partner" }
          ],
          "pillars": [ { "code": "1", "name": "Hạ tầng số", "label": { "vi": "Hạ tầng", "en": "Infrastructure" } }, { "code": "2", "name": "Chính phủ số" } ],
          "indicators": [
            { "code": "1a", "clause": "II.1.a", "pillar": "1", "name": "Dân số có điện thoại thông minh", "measure": "percent", "better": "higher",
              "target": { "floor": 80, "aim": null }, "due": "2023-11-30", "numerator": "Người có điện thoại", "denominator": "Dân số", "group": "population",
              "collectedFrom": "communes", "leads": [ "vhtt" ], "baseline": { "date": "2022-12-31", "value": 61.5 }, "note": "ghi chú",
              "label": { "vi": "Điện thoại", "en": "Smartphones" }, "counted": { "vi": "người", "en": "people" }, "money": false },
            { "code": "1b", "clause": "II.1.b", "pillar": "2", "name": "Thời gian chờ", "measure": "percent", "better": "lower",
              "target": { "floor": 20, "aim": 5.5 }, "numerator": "Hồ sơ trễ", "denominator": "Hồ sơ",
              "collectedFrom": [ "vhtt", "ca" ], "leads": [] },
            { "code": "2a", "clause": "II.2.a", "pillar": "2", "name": "Số lớp tập huấn", "measure": "count", "better": "higher",
              "target": { "floor": 12, "aim": 20 }, "numerator": "Lớp", "collectedFrom": [ "ca" ], "leads": [ "ca", "communes" ] }
          ],
          "assignments": [
            { "code": "1", "clause": "III.1", "title": "Phổ cập điện thoại", "summary": "Mọi người có điện thoại", "leads": [ "vhtt" ], "leadForm": "chủ trì",
              "partners": [ "communes", "telecom" ], "partnersText": "các xã, thị trấn", "due": { "kind": "month", "month": "2023-02" }, "indicators": [ "1a", "1b" ] },
            { "code": "2", "clause": "III.2", "title": "Tập huấn", "summary": "Mở lớp", "leads": [ "ca" ], "leadForm": "chủ trì", "due": { "kind": "date", "date": "2023-10-15" }, "indicators": [] },
            { "code": "3", "clause": "III.3", "title": "Tuyên truyền", "summary": "Mỗi năm", "leads": [ "communes" ], "leadForm": "chủ trì", "due": { "kind": "yearly" }, "indicators": [] },
            { "code": "4", "clause": "III.4", "title": "Kết nối", "summary": "Theo lộ trình", "leads": [ "ca" ], "leadForm": "chủ trì", "due": { "kind": "roadmap" }, "indicators": [ "2a" ] }
          ],
          "reporting": [
            { "code": "unit-quarterly", "who": "units", "period": "quarter", "before": { "month": "last", "day": 3 } },
            { "code": "office-half", "who": "standing", "period": "half", "before": { "month": "next", "day": 10 } },
            { "code": "unit-annual", "who": "units", "period": "year", "before": { "month": 12, "day": 10 } },
            { "code": "unit-plan", "who": "units", "period": "once", "before": "2023-06-15" }
          ],
          "denominators": [ { "unit": "kien-duc", "group": "population", "year": 2023, "value": 12345 } ]
        }
        """;

    /// <summary>The sample as it is read.</summary>
    public static Plan Plan { get; } = Read(Json).Plan!;

    public static PlanFileReading Read(string json) => PlanFile.Read(Encoding.UTF8.GetBytes(json));

    /// <summary>The sample with the first <paramref name="old"/> after <paramref name="after"/> replaced.</summary>
    public static string With(string old, string by, string after = "")
    {
        var from = Json.IndexOf(after, StringComparison.Ordinal);
        var at = from < 0 ? -1 : Json.IndexOf(old, from, StringComparison.Ordinal);
        return at < 0 ? throw new ArgumentException($"The sample has no {old} after {after}.") : Json[..at] + by + Json[(at + old.Length)..];
    }

    /// <summary>The sample with the value at a path such as <c>$.indicators[0].target.floor</c> set; null takes the field or item out.</summary>
    public static string Set(string path, string? json)
    {
        var root = JsonNode.Parse(Json)!;
        var names = path[2..].Replace("[", ".[", StringComparison.Ordinal).Split('.');
        var owner = names[..^1].Aggregate(root, (node, name) => name[0] == '[' ? node[Index(name)]! : node[name]!);
        var last = names[^1];
        var value = json is null ? null : JsonNode.Parse(json);
        if (json is null && last[0] == '[')
            owner.AsArray().RemoveAt(Index(last));
        else if (json is null)
            Assert.True(owner.AsObject().Remove(last), path);
        else if (last[0] == '[' && Index(last) == owner.AsArray().Count)
            owner.AsArray().Add(value);
        else if (last[0] == '[')
            owner[Index(last)] = value;
        else
            owner[last] = value;
        return root.ToJsonString();
    }

    private static int Index(string name) => int.Parse(name[1..^1], System.Globalization.CultureInfo.InvariantCulture);
}
