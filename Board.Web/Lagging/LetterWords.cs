using System.Globalization;
using System.Text;
using Board.Domain.Calendar;
using Board.Domain.Plans;
using Board.Domain.Progress;

namespace Board.Web.Lagging;

/// <summary>
/// The words of a dunning letter, in the layout of Nghị định 30/2020/NĐ-CP. An official letter is Vietnamese, whatever language its drafter reads the
/// product in; so these words are no texts of the product.
/// </summary>
public static class LetterWords
{
    /// <summary>What the committee is called.</summary>
    public const string Committee = "Ban Chỉ đạo chuyển đổi số";

    /// <summary>The state's name.</summary>
    public const string Nation = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";

    /// <summary>The state's motto.</summary>
    public const string Motto = "Độc lập - Tự do - Hạnh phúc";

    /// <summary>Who signs, unless somebody writes otherwise.</summary>
    public const string Capacity = "TL. TRƯỞNG BAN\nCƠ QUAN THƯỜNG TRỰC";

    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    /// <summary>"UBND HUYỆN ĐĂK R’LẤP": whose committee it is.</summary>
    public static string Above(LetterFacts facts) => "UBND " + facts.Locality.ToUpper(Vietnamese);

    /// <summary>"Số: 3/CV-BCĐ".</summary>
    public static string Number(int? number) => $"Số: {(number is { } known ? known.ToString("00", CultureInfo.InvariantCulture) : "…")}/CV-BCĐ";

    /// <summary>"Đăk R’lấp, ngày 24 tháng 11 năm 2023": days and the first two months with a nought before them, as the decree wants it.</summary>
    public static string PlaceAndDay(LetterFacts facts, DateOnly day) =>
        $"{Place(facts.Locality)}, ngày {day.Day:00} tháng {(day.Month < 3 ? day.Month.ToString("00", CultureInfo.InvariantCulture) : day.Month.ToString(CultureInfo.InvariantCulture))} năm {day.Year}";

    /// <summary>What the letter is about, after "V/v".</summary>
    public static string Subject(LetterFacts facts) => facts.Units.Count == 1
        ? "đôn đốc thực hiện các chỉ tiêu, báo cáo chuyển đổi số"
        : "đôn đốc các đơn vị thực hiện chỉ tiêu, báo cáo chuyển đổi số";

    /// <summary>The letter's text, with what exactly is missing; until when is said by <see cref="Until"/>.</summary>
    public static string Body(LetterFacts facts, PlanClock clock)
    {
        var text = new StringBuilder()
            .Append(Vietnamese, $"Thực hiện {InSentence(facts.PlanTitle)}; qua theo dõi số liệu trên Bảng theo dõi chuyển đổi số tính đến {Moment(facts.AsOf, clock)}, {Committee} {InSentence(facts.Locality)} nhận thấy ");
        if (facts.Units is [var only])
        {
            text.Append(Vietnamese, $"{only.Name} còn các nội dung chưa đạt yêu cầu, cụ thể:\n");
            foreach (var line in Lines(only)) text.Append(line).Append('\n');
        }
        else
        {
            text.Append(Vietnamese, $"{Count(facts.Units.Count)} đơn vị còn chỉ tiêu chưa đạt, thiếu số liệu hoặc chưa gửi báo cáo đúng hạn (chi tiết từng đơn vị tại Phụ lục kèm theo).\n");
            foreach (var unit in facts.Units) text.Append("- ").Append(unit.Name).Append(": ").Append(Brief(unit)).Append(".\n");
        }
        return text.Append(Vietnamese, $"{Committee} đề nghị thủ trưởng đơn vị tập trung chỉ đạo, rà soát từng trường hợp còn thiếu, cập nhật số liệu và gửi báo cáo còn nợ lên hệ thống; khó khăn, vướng mắc kịp thời phản ánh về {facts.Office} để được hướng dẫn, tháo gỡ.").ToString();
    }

    /// <summary>The letter's last sentence: until when.</summary>
    public static string Until(LetterFacts facts, DateOnly due) =>
        $"Kết quả thực hiện báo cáo về {Committee} (qua {facts.Office}) chậm nhất ngày {due:dd/MM/yyyy} để theo dõi, tổng hợp./.";

    /// <summary>Whom it is sent to, line by line.</summary>
    public static string Copies(LetterFacts facts) => $"- Như trên;\n- Trưởng Ban, các Phó Trưởng Ban Chỉ đạo (b/c);\n- Lưu: VT, {facts.Office}.";

    /// <summary>The addressees, as they stand after "Kính gửi".</summary>
    public static IReadOnlyList<string> Addressees(LetterFacts facts) => [.. facts.Units.Select(unit => unit.Name)];

    /// <summary>What a unit lacks of an indicator: "859 người".</summary>
    public static string Lack(LetterGap gap) => Count(gap.Count) + (gap.Counted is { } noun ? " " + noun : "");

    /// <summary>Where it stands: "71,3 % (7.041/9.874)".</summary>
    public static string Stand(LetterGap gap) => gap.Denominator is { } whole
        ? $"{Share(ShownValue.Round(gap.Value, new(gap.Floor, null, gap.Ceiling ? Better.Lower : Better.Higher)))} % ({Count(gap.Numerator)}/{Count(whole)})"
        : Count(gap.Numerator);

    /// <summary>Where it should stand: "từ 80 % trở lên".</summary>
    public static string Target(LetterGap gap)
    {
        var floor = Count(gap.Floor) + (gap.Denominator is null ? "" : " %");
        return gap.Ceiling ? $"không quá {floor}" : gap is { Floor: 100, Denominator: not null } ? floor : $"từ {floor} trở lên";
    }

    /// <summary>A share of the whole gap: "24,1 %".</summary>
    public static string Part(LetterGap gap) => Share(ShownValue.Round(gap.Share * 100)) + " %";

    /// <summary>The period of a report: "quý III/2023".</summary>
    public static string Period(LetterReport report) => Domain.Calendar.Period.TryParse(report.Period, out var period)
        ? period switch
        {
            { Kind: PeriodKind.Month } month => $"báo cáo tháng {month.Number}/{month.Year}",
            { Kind: PeriodKind.Quarter } quarter => $"báo cáo quý {new[] { "", "I", "II", "III", "IV" }[quarter.Number]}/{quarter.Year}",
            { Kind: PeriodKind.Half } half => $"báo cáo 6 tháng {(half.Number == 1 ? "đầu" : "cuối")} năm {half.Year}",
            { Kind: PeriodKind.Year } year => $"báo cáo năm {year.Year}",
            _ => "kế hoạch của đơn vị",
        }
        : report.Period;

    /// <summary>24/11/2023.</summary>
    public static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Lines(LetterUnit unit)
    {
        var part = 0;
        if (unit.Gaps.Count > 0) yield return $"{++part}. Chỉ tiêu chưa đạt:";
        foreach (var gap in unit.Gaps) yield return $"- {gap.Name} (mục {gap.Clause}): đạt {Stand(gap)} đến ngày {Day(gap.AsOf)}; mục tiêu {Target(gap)}; còn thiếu {Lack(gap)}.";
        if (unit.Missing.Count > 0) yield return $"{++part}. Chưa có số liệu: {string.Join("; ", unit.Missing.Select(one => $"{one.Name} (mục {one.Clause})"))}.";
        if (unit.Overdue.Count > 0) yield return $"{++part}. Báo cáo quá hạn: {string.Join("; ", unit.Overdue.Select(one => $"{Period(one)} (hạn gửi trước ngày {Day(one.DueBefore)})"))}.";
    }

    private static string Brief(LetterUnit unit) => string.Join("; ", ((string?[])
    [
        unit.Gaps.Count == 0 ? null : $"{Count(unit.Gaps.Count)} chỉ tiêu chưa đạt",
        unit.Missing.Count == 0 ? null : $"{Count(unit.Missing.Count)} chỉ tiêu chưa có số liệu",
        unit.Overdue.Count == 0 ? null : $"{Count(unit.Overdue.Count)} báo cáo quá hạn",
    ]).OfType<string>());

    // A name keeps its capitals; a kind of thing before it loses its own inside a sentence.
    private static string InSentence(string name) => name.StartsWith("Huyện ", StringComparison.Ordinal) || name.StartsWith("Kế hoạch ", StringComparison.Ordinal) && name.Length > 9 ? char.ToLower(name[0], Vietnamese) + name[1..] : name;

    private static string Place(string locality) => locality.StartsWith("Huyện ", StringComparison.Ordinal) ? locality["Huyện ".Length..] : locality;

    private static string Moment(DateTimeOffset at, PlanClock clock) => clock.LocalTime(at).ToString("HH:mm 'ngày' dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string Count(decimal value) => value.ToString("#,##0.####", Vietnamese);

    private static string Share(decimal value) => value.ToString("#,##0.0", Vietnamese);
}
