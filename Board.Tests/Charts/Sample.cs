using System.Globalization;
using Board.Domain.Calendar;
using Board.Domain.Plans;
using Board.Domain.Progress;
using Board.Domain.Readings;

namespace Board.Tests.Charts;

/// <summary>A small plan and gauge records that tests bend to their purpose.</summary>
internal static class Sample
{
    public static readonly Indicator Smartphones = new(
        "1a", "II.1.a", "1", "Tỷ lệ dân số có điện thoại thông minh", Measure.Percent, new(80, null, Better.Higher), new(2023, 12, 31),
        "Số người dùng", "Toàn bộ dân số", "population", true, ["dak-ru", "nhan-co"], ["vhtt"], null, null,
        new("Dân số có điện thoại thông minh", "Residents with a smartphone"), new("người", "people"), false);

    public static Plan Plan(params Indicator[] indicators) => new(
        "test-2023", 2023, "Kế hoạch", new("Huyện Đăk R’lấp", "Tỉnh Đăk Nông"), TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh"),
        new(new(2023, 6, 1), true), [], [], [],
        [
            new("vhtt", "Phòng Văn hóa và Thông tin", UnitKind.Department, true, true, new("P. VH&TT", "Culture Div.")),
            new("dak-ru", "Xã Đắk Ru", UnitKind.Commune, false, true, null),
            new("nhan-co", "Xã Nhân Cơ", UnitKind.Commune, false, true, null),
        ],
        [new("1", "Phát triển hạ tầng số", new("Hạ tầng số", "Digital infrastructure"))], indicators, [],
        [new("unit-quarterly", ReportingParty.Units, PeriodKind.Quarter, new DueRule.LastMonth(3))], []);

    public static IndicatorProgress Progress(Indicator? indicator = null, decimal? value = 78.2513m, ProgressStatus status = ProgressStatus.Slow) => new(
        indicator ?? Smartphones, value, value is null ? null : 78_251_300, value is null ? null : 100_000_000, value, value, new(2, 2, []), status, ProgressResult.NotMet,
        Evidence.Complete, 0.8m, 79, 79.5m, false, false, 1.7487m, 1_748_700, 1, value is null ? null : new(2023, 10, 31), false,
        value is null ? null : new(new(2023, 9, 30), 76.1m), 7);

    public static BoardSnapshot Snapshot(Plan plan, long version, params Reading[] readings)
    {
        var calendar = new PlanCalendar(plan);
        var today = new DateOnly(2023, 11, 24);
        var details = plan.Indicators.Select(indicator =>
            IndicatorDetail.Of(calendar, indicator, readings.Where(reading => reading.Indicator == indicator.Code), today, version)).ToList();
        var at = new DateTimeOffset(2023, 11, 24, 8, 5, 0, TimeSpan.FromHours(7));
        return new(calendar, version, at, today, details,
            [.. readings.Select(reading => new RecentReading(at, reading.Unit, reading.Indicator, reading.AsOf, null, reading.Figure))],
            new Dictionary<(Period, string), ReportStanding>());
    }

    public static CultureInfo Culture(string name) => CultureInfo.GetCultureInfo(name);
}
