using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Board.Web.Access;
using Board.Web.Assignments;
using Board.Web.Calendar;
using Board.Web.Dashboard;
using Board.Web.Indicators;
using Board.Web.Lagging;
using Board.Web.Live;
using Board.Web.Meetings;
using Board.Web.Reminders;
using Board.Web.Reports;
using Board.Web.Text;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Localization;

namespace Board.Web.Shell;

/// <summary>The HTTP API as a whole: its JSON, its errors, its description, its health.</summary>
public static class Api
{
    /// <summary>Where it lies.</summary>
    public const string Root = "/api/v1";

    /// <summary>Adds what all calls share.</summary>
    public static void AddApi(this IServiceCollection services)
    {
        services.Configure<JsonOptions>(json =>
        {
            // A mistyped field, a number in quotes or a field given twice is told to the sender, never guessed at.
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.AllowDuplicateProperties = false;
            json.SerializerOptions.Converters.Add(new ExactDecimal());
        });
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddProblemDetails();
        services.AddTexts();
        services.AddLimits();
        services.AddApiDescription();
    }

    /// <summary>Turns whatever goes wrong into problem details with a code.</summary>
    public static void UseProblems(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            // Whatever can be read answers HEAD too; the server itself remembers what was asked and sends no body.
            if (HttpMethods.IsHead(context.Request.Method)) context.Request.Method = HttpMethods.Get;
            return next();
        });
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException,
            ExceptionHandler = ExplainAsync,
        });
    }

    /// <summary>True for an address of the API, whose answers are for programs, whatever they say they accept.</summary>
    public static bool IsCall(HttpRequest request) => request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/openapi");

    /// <summary>True for a browser that asks for a page.</summary>
    public static bool IsForPage(HttpRequest request) =>
        !IsCall(request) && request.Headers.Accept.Any(value => value?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>The problem that a bare status stands for.</summary>
    public static IResult ProblemOf(int status) => Problems.Of(status, status switch
    {
        StatusCodes.Status401Unauthorized => "not-known",
        StatusCodes.Status403Forbidden => "not-allowed",
        StatusCodes.Status404NotFound => "not-found",
        StatusCodes.Status405MethodNotAllowed => "method-not-allowed",
        StatusCodes.Status413PayloadTooLarge => "too-large-body",
        StatusCodes.Status415UnsupportedMediaType => "not-json-body",
        >= StatusCodes.Status500InternalServerError => "server-fault",
        _ => "bad-request",
    });

    /// <summary>Maps every call, the description and its page.</summary>
    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup(Root).RequireRateLimiting(Security.ApiLimit)
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status429TooManyRequests);
        api.MapBoardApi();
        api.MapIndicatorsApi();
        api.MapReadingsApi();
        api.MapOpenDataApi();
        api.MapIndicatorTablesApi();
        api.MapAssignmentsApi();
        api.MapDeadlinesApi();
        api.MapReportsApi();
        api.MapAttachmentsApi();
        api.MapRemindersApi();
        api.MapMeetingsApi();
        api.MapLaggingApi();
        api.MapAuditApi();
        app.MapGet("/openapi/v1.json", async (ApiDescription description) => Results.Bytes(await description.JsonAsync(), "application/json; charset=utf-8")).ExcludeFromDescription();
    }

    /// <summary>Maps the probes: alive while the process answers, ready while the board is read.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz/live", () => Results.Text("live")).ExcludeFromDescription();
        app.MapGet("/healthz/ready", (LiveBoard live) =>
            live.IsFresh ? Results.Text("ready") : Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable)).ExcludeFromDescription();
    }

    private static Task ExplainAsync(HttpContext context)
    {
        // The language was chosen further inside than this is run.
        if (context.Features.Get<IRequestCultureFeature>() is { RequestCulture: var chosen })
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (chosen.Culture, chosen.UICulture);
        var fault = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        var status = (fault as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status500InternalServerError;
        if (IsForPage(context.Request))
        {
            context.Response.StatusCode = status;
            return BoardPages.WriteNoticeAsync(context);
        }
        return (fault is BadHttpRequestException { InnerException: JsonException json } ? Problems.Of(status, "malformed", Place(json)) : ProblemOf(status))
            .ExecuteAsync(context);
    }

    private static string Place(JsonException fault) => fault.Path ?? "$";
}
