using Board.Domain.Calendar;
using Board.Domain.Plans;
using Board.Web.Live;
using Microsoft.AspNetCore.WebUtilities;

namespace Board.Web.Reports;

/// <summary>Addresses of the pages of reports. They name the plan only where the page that leads there does.</summary>
public static class MatrixAddress
{
    /// <summary>A unit's report.</summary>
    public static string Report(Deadline duty, string? plan) => Of($"/reports/{duty.Period}/{duty.Unit.Code}", ("plan", plan));

    /// <summary>The secretariat's desk for a period.</summary>
    public static string Desk(Period period, string? plan) => Of($"/consolidated/{period}", ("plan", plan));

    /// <summary>Where a unit is reminded of a duty by hand.</summary>
    public static string Remind(Deadline duty, string? plan) => Of("/admin/reminders", ("plan", plan), ("remind", duty.Id));

    /// <summary>The matrix, with what is chosen of it.</summary>
    public static string Matrix(Period? period, UnitKind? kind, DeadlineState? state, string? plan) => Of(
        "/reports", ("plan", plan), ("period", period?.ToString()), ("kind", kind is { } one ? ProgressJson.Word(one) : null),
        ("state", state is { } shown ? DutyStyle.Of(shown).Code : null));

    private static string Of(string path, params IEnumerable<(string Name, string? Value)> query) =>
        QueryHelpers.AddQueryString(path, query.Where(part => part.Value is not null).Select(part => KeyValuePair.Create(part.Name, part.Value)));
}
