namespace Board.Web.Reports;

/// <summary>Adds the use cases and queries of reports.</summary>
public static class ReportServices
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddSingleton<FindReport>().AddSingleton<FindReportHistory>().AddSingleton<ReportMatrix>().AddSingleton<FindOwnDirectives>().AddSingleton<FindOwnAssignments>().AddSingleton<FindCompliance>().AddSingleton<PeriodDesk>()
        .AddSingleton<SaveDraft>().AddSingleton<SubmitReport>().AddSingleton<AcceptReport>().AddSingleton<ReturnReport>().AddSingleton<ReviewReading>()
        .AddSingleton<AddAttachment>().AddSingleton<RemoveAttachment>().AddSingleton<FindAttachment>();
}
